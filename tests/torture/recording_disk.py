"""A disk that remembers the order of all writes, so that its power can be cut at any of them.

It is a file in a file system of our own (FUSE), over which a loop device lies. Every write is recorded, and so is every
flush: at a flush the disk promises that all writes before it outlast a power cut. Of the writes since the last flush a
real disk may have carried out any, in any order: so an image of the disk after a cut holds all writes up to the last
flush, and a random choice of those after it.

    server:  recording_disk.py serve IMAGE LOG FOLDER     mounts FOLDER with one file in it, `disk`

The protocol is that of linux/fuse.h, version 7.31.
"""

import ctypes
import errno
import os
import random
import struct
import subprocess
import sys
import time

RECORD = struct.Struct("<BQI")  # a write or a flush, at which byte, how many bytes follow
A_WRITE, A_FLUSH = 1, 2
MAX_WRITE = 128 << 10
SECTOR = 1024  # what is written whole or not at all; a block of the file systems here, which rely on it
ROOT, DISK = 1, 2
LOOKUP, FORGET, GETATTR, SETATTR, OPEN, READ, WRITE, STATFS, RELEASE = 1, 2, 3, 4, 14, 15, 16, 17, 18
FSYNC, FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, INTERRUPT, DESTROY, BATCH_FORGET = 20, 25, 26, 27, 28, 29, 36, 38, 42


class RecordingDisk:
    """The disk in a process of its own, from the image file `image`."""

    def __init__(self, folder, image):
        self.image, self.log, self.mounted = image, folder / "log", folder / "recorder"
        self.mounted.mkdir()
        self.log.touch()
        command = [sys.executable, __file__, "serve", str(image), str(self.log), str(self.mounted)]
        self.server = subprocess.Popen(command, stderr=subprocess.PIPE)
        self.device = self.mounted / "disk"
        end = time.monotonic() + 5
        while not self.device.is_file():
            if self.server.poll() is not None or time.monotonic() > end:
                self.server.kill()
                raise OSError(self.server.stderr.read().decode().strip().splitlines()[-1:] or "it does not answer")
            time.sleep(0.01)

    def moment(self):
        """The present moment: all that the disk has promised by now is before it."""
        return self.log.stat().st_size

    def after_cut(self, moment, to):
        """Writes to the file `to` what the disk holds after its power was cut at `moment`."""
        bytes_, loose, at = bytearray(self.image.read_bytes()), [], 0
        with open(self.log, "rb") as log:
            while at < moment:
                kind, offset, size = RECORD.unpack(log.read(RECORD.size))
                data = log.read(size)
                at += RECORD.size + size
                if kind == A_WRITE:
                    loose.append((offset, data))
                else:
                    carry_out(loose, bytes_)
                    loose = []
        chance = random.choice([0, 0.5, 0.9, 1])
        pieces = [(offset + at, data[at : at + SECTOR]) for offset, data in loose for at in range(0, len(data), SECTOR)]
        carry_out([piece for piece in pieces if random.random() < chance], bytes_)
        to.write_bytes(bytes_)

    def stop(self):
        subprocess.run(["umount", str(self.mounted)], check=True)
        self.server.wait(5)
        self.server.stderr.close()


def carry_out(writes, bytes_):
    for offset, data in writes:
        bytes_[offset : offset + len(data)] = data


def serve(image, log, folder):
    """Answers the kernel until the folder is unmounted."""
    with open(image, "rb") as file:
        disk = bytearray(file.read())
    log = os.open(log, os.O_WRONLY | os.O_APPEND)
    fuse = os.open("/dev/fuse", os.O_RDWR)
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"fd={fuse},rootmode=40755,user_id=0,group_id=0,allow_other"
    if libc.mount(b"standpoint", folder.encode(), b"fuse", 0, options.encode()):
        sys.exit(os.strerror(ctypes.get_errno()))
    while True:
        try:
            request = os.read(fuse, MAX_WRITE + 4096)
        except OSError as error:
            if error.errno == errno.ENODEV:
                return  # unmounted
            if error.errno in (errno.ENOENT, errno.EINTR):
                continue
            raise
        _, code, unique, node = struct.unpack_from("<IIQQ", request)
        body = memoryview(request)[40:]
        if code in (FORGET, BATCH_FORGET, INTERRUPT):
            continue
        answer = answered(code, node, body, disk, log)
        failure, data = (-answer, b"") if isinstance(answer, int) else (0, answer)
        os.write(fuse, struct.pack("<IiQ", 16 + len(data), failure, unique) + data)


def answered(code, node, body, disk, log):
    """What the kernel is told: bytes, or the number of an error."""
    if code == INIT:
        return struct.pack("<IIIIHHIIHHI28x", 7, 31, MAX_WRITE, 1 << 5 | 1 << 22, 16, 12, MAX_WRITE, 1, 32, 0, 0)
    if code == LOOKUP:
        if bytes(body).rstrip(b"\0") != b"disk":
            return errno.ENOENT
        return struct.pack("<QQQQII", DISK, 0, 3600, 3600, 0, 0) + attributes(DISK, disk)
    if code in (GETATTR, SETATTR):
        return struct.pack("<QII", 3600, 0, 0) + attributes(node, disk)
    if code in (OPEN, OPENDIR):
        return struct.pack("<QII", 0, 0, 0)
    if code == READ:
        _, offset, size = struct.unpack_from("<QQI", body)
        return bytes(disk[offset : offset + size])
    if code == WRITE:
        _, offset, size = struct.unpack_from("<QQI", body)
        data = bytes(body[40 : 40 + size])
        disk[offset : offset + size] = data
        os.write(log, RECORD.pack(A_WRITE, offset, size) + data)
        return struct.pack("<II", size, 0)
    if code == FSYNC:
        os.write(log, RECORD.pack(A_FLUSH, 0, 0))
        return b""
    if code == STATFS:
        return bytes(80)
    if code in (FLUSH, RELEASE, RELEASEDIR, READDIR, DESTROY):
        return b""
    return errno.ENOSYS


def attributes(node, disk):
    mode, size = (0o40755, 0) if node == ROOT else (0o100600, len(disk))
    return struct.pack("<QQQQQQIIIIIIIIII", node, size, size // 512, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)


if __name__ == "__main__" and sys.argv[1:2] == ["serve"]:
    serve(*sys.argv[2:])

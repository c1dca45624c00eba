"""Recordings as telephones and programs save them, made without any program: a second of sound, a few frames."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import av
from mutagen.apev2 import APEv2
from mutagen.id3 import APIC, COMM, GEOB, ID3, PRIV, TPE1, TXXX
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from PIL import Image

SECRET = "SECRET"  # noqa: S105  a word to look for
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:creator><rdf:Seq><rdf:li>{SECRET}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()
#: Tags that a telephone and an editor's program write into a recording.
TAGS = {
    "title": SECRET,
    "artist": SECRET,
    "comment": SECRET,
    "make": SECRET,
    "model": SECRET,
    "location": "-27.4698+153.0251/",
    "com.apple.quicktime.location.ISO6709": "-27.4698+153.0251+010.000/",
    "com.apple.quicktime.make": SECRET,
    "creation_time": "2026-05-04T09:30:00Z",
}
_RATE = 48_000


@cache
def recording(container: str, video: str = "", audio: str = "", *, tags: bool = True, seconds: float = 0.5) -> bytes:
    """Return a recording.

    Args:
        container: FFmpeg's name of it: mp4, ipod, mov, webm, matroska, mp3, ogg, wav, adts.
        video: its codec, if there is to be a picture.
        audio: its codec, if there is to be sound.
        tags: whether it carries what telephones write.
        seconds: how long it lasts.
    """
    target = io.BytesIO()
    options = {"movflags": "use_metadata_tags"} if container in ("mov", "mp4") and tags else {}
    with av.open(target, "w", format=container, options=options) as made:
        if tags:
            made.metadata.update(TAGS)
            if container != "mp3":
                chapter = {"id": 1, "start": 0, "end": 100, "time_base": Fraction(1, 1000)}
                made.set_chapters([{**chapter, "metadata": {"title": SECRET}}])
        picture = made.add_stream(video, rate=25) if video else None
        sound = made.add_stream(audio, rate=_RATE) if audio else None
        for stream in (picture, sound):
            if stream is not None and tags:
                stream.metadata.update({"title": SECRET, "handler_name": SECRET, "comment": SECRET, "language": "eng"})
        if picture is not None:
            picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        if sound is not None:
            sound.layout = "mono"
        if picture is not None:
            made.mux(packet for frame in _frames(int(25 * seconds)) for packet in picture.encode(frame))
            made.mux(picture.encode())
        if sound is not None:
            resampler = av.AudioResampler(sound.format, "mono", _RATE, frame_size=sound.codec_context.frame_size or 0)
            for frame in _sound(seconds):
                made.mux(packet for piece in resampler.resample(frame) for packet in sound.encode(piece))
            made.mux(packet for piece in resampler.resample(None) for packet in sound.encode(piece))
            made.mux(sound.encode())
    return target.getvalue()


def _frames(count: int) -> Iterable[av.VideoFrame]:
    for number in range(count):
        frame = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (number * 9 % 256, 40, 120)))
        frame.pts = number
        yield frame


def _sound(seconds: float) -> Iterable[av.AudioFrame]:
    count = 1024
    for begin in range(0, int(_RATE * seconds), count):
        frame = av.AudioFrame(format="s16", layout="mono", samples=count)
        wave = [int(9000 * math.sin((begin + number) * 0.05)) for number in range(count)]
        frame.planes[0].update(struct.pack(f"<{count}h", *wave))
        frame.sample_rate, frame.pts = _RATE, begin
        yield frame


def with_atoms(raw: bytes) -> bytes:
    """Return an MP4 or M4A with what shops and telephones put into its boxes: a cover, a place, words."""
    target = io.BytesIO(raw)
    made = MP4(target)
    if made.tags is None:
        made.add_tags()
    cover = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(cover, "JPEG", comment=SECRET)
    made.tags.update({
        "\xa9xyz": ["-27.4698+153.0251/"], "\xa9cmt": [SECRET], "\xa9ART": [SECRET], "\xa9too": [SECRET],
        "covr": [MP4Cover(cover.getvalue(), MP4Cover.FORMAT_JPEG)],
        "----:com.apple.iTunes:SERIAL": [MP4FreeForm(SECRET.encode())],
    })  # fmt: skip
    target.seek(0)
    made.save(target)
    xmp = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac" + XMP
    return target.getvalue() + struct.pack(">I4s", 8 + len(xmp), b"uuid") + xmp


def mp3(*, tags: bool = True) -> bytes:
    """Return an MP3, with tags of every kind before and behind its sound."""
    sound = recording("mp3", "", "libmp3lame", tags=False)
    if not tags:
        return sound
    target = io.BytesIO(sound)
    made = ID3()
    made.delete(target)
    cover = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(cover, "JPEG", comment=SECRET)
    made.add(TPE1(3, [SECRET]))
    made.add(COMM(3, "eng", "", [SECRET]))
    made.add(TXXX(3, "GPSLatitude", ["-27.4698"]))
    made.add(APIC(3, "image/jpeg", 3, SECRET, cover.getvalue()))
    made.add(GEOB(3, "application/x", SECRET, SECRET, SECRET.encode()))
    made.add(PRIV("XMP", XMP))
    made.save(target, v1=2)
    first, last = target.getvalue()[:-128], target.getvalue()[-128:]
    ape = io.BytesIO(first)
    tag = APEv2()
    tag["Artist"] = SECRET
    tag.save(ape)
    words = f"LYRICSBEGININD00002{'00'}EAR00006{SECRET}".encode()
    return ape.getvalue() + words + f"{len(words):06d}LYRICS200".encode() + last

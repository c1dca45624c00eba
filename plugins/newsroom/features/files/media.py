"""Recordings in MP4, M4A and WebM: their sound and pictures, in a new file that holds nothing else.

Pictures are moved as they are, unit by unit, of kinds that are on a list; so is sound in Opus. Sound in AAC is decoded
and encoded anew: coders write their names and whatever they like between its parts, where nobody can tell them from
sound without decoding it. The new file begins without tags, chapters, covers, subtitles and data tracks, and only what
is decoded by every browser is let in.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.codec.context import Flags
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from msgspec import Struct

from newsroom.features.files.model import FileFault

# How long a recording is; asked of what is bare already.


def seconds(body: bytes, ending: str) -> float:
    """Return how long a recording is, in seconds; 0 for what has no length.

    Args:
        body: a bare file.
        ending: of its address.
    """
    # Large libraries, which only those need who have recordings.
    if ending == "mp3":
        import mutagen

        recording = mutagen.File(io.BytesIO(body))
        return float(recording.info.length) if recording is not None and recording.info is not None else 0
    if ending in ("m4a", "mp4", "webm"):
        import av

        with av.open(io.BytesIO(body), "r") as opened:
            return (opened.duration or 0) / av.time_base
    return 0


# Single packets of a recording: without what a container hangs onto them, and sound that is encoded anew.

#: Bits a second for each channel: as many as sound in AAC needs so that nobody hears that it was encoded twice, and the
#: fewest with which speech is understood with ease.
_RATE, _LEAST = 96_000, 40_000
_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000)


def plain(packet: Packet[Any], codec: str) -> Packet[Any]:
    """Return a packet that holds its own bytes and times, and nothing that hangs onto it.

    WebM hangs data onto packets (``BlockAdditions``): notes, and a second picture that is used as a mask.
    """
    body = bytes(packet)
    copy = Packet(opus_without_padding(body) if codec == "opus" else body)
    copy.pts, copy.dts, copy.duration, copy.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    copy.is_keyframe = packet.is_keyframe
    # How much of the last sound is not to be heard is a number, and the sound would be longer without it.
    if packet.has_sidedata("skip_samples"):
        copy.set_sidedata(packet.get_sidedata("skip_samples"))
    return copy


def opus_without_padding(raw: bytes) -> bytes:
    """Return a packet of Opus with nothing in its padding, where anything can stand (RFC 6716, 3.2.5)."""
    if len(raw) < 3 or raw[0] & 3 != 3 or not raw[1] & 0x40:
        return raw
    place, padding = 2, 0
    while place < len(raw):
        value = raw[place]
        place += 1
        padding += 254 if value == 255 else value
        if value != 255:
            break
    end = len(raw) - padding
    return raw if end < place else raw[:end] + bytes(padding)


class Recoder:
    """Decodes sound and encodes it as AAC, without a name of the coder.

    Args:
        stream: the sound.
        made: the file that it goes into.
    """

    def __init__(self, stream: Stream, output: OutputContainer) -> None:
        if not isinstance(stream, AudioStream):
            raise FileFault("there is no sound in it", _AGAIN)
        context = stream.codec_context
        rate = min(_RATES, key=lambda known: abs(known - (context.sample_rate or 48_000)))
        layout = "mono" if context.layout.nb_channels == 1 else "stereo"
        new = output.add_stream("aac", rate=rate)
        new.layout = layout
        channels = 1 if layout == "mono" else 2
        # A little more than it had, since it is encoded twice; more than that would be room for nothing.
        had = (context.bit_rate or 0) * 5 // 4
        new.codec_context.bit_rate = min(_RATE, max(_LEAST, had // channels or _RATE)) * channels
        new.codec_context.flags |= Flags.bitexact
        new.time_base = Fraction(1, rate)
        self._new = new
        self._resampler = av.AudioResampler("fltp", layout, rate, frame_size=1024)

    def packets(self, packet: Packet[Any]) -> list[Packet[Any]]:
        """Return the frames of a packet; for an empty packet, the frames that remain."""
        packets = [one for frame in packet.decode() for one in self._encoded(frame)]
        return packets if packet.size else [*packets, *self._encoded(None), *self._new.encode(None)]

    def _encoded(self, frame: Any) -> Iterator[Packet[Any]]:
        for piece in self._resampler.resample(frame):
            yield from self._new.encode(piece)


class _Box(Struct, frozen=True):
    """A kind of file: FFmpeg's names of what reads and what writes it, what it may hold, and how it is written."""

    reads: str
    format: str
    video: tuple[str, ...]
    audio: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


#: Options that put the index of a recording first, so that a browser can play it before it has all of it.
_FAST = (("movflags", "+faststart"),)
_BOXES = {
    "mp4": _Box("mov", "mp4", ("h264", "av1", "vp9"), ("aac", "opus"), _FAST),
    "m4a": _Box("mov", "ipod", (), ("aac",), _FAST),
    "webm": _Box("matroska", "webm", ("vp8", "vp9", "av1"), ("opus",), (("cues_to_front", "1"),)),
}
#: The units of a codec that pass; all others go, in which cameras and coders write dates, places, serial numbers and
#: names. Of H.264 (https://www.itu.int/rec/T-REC-H.264 table 7-1): slices, and what is needed to decode them, which is
#: read and written anew, so that nothing stands behind it. Of AV1 (https://aomediacodec.github.io/av1-spec/ 6.2.2):
#: sequences, frames and their tiles.
_FILTERS = {
    "h264": "filter_units=pass_types=1|5|7|8,h264_metadata=aud=remove",
    "av1": "filter_units=pass_types=1|3|4|6|7,av1_metadata=td=remove",
}
_AGAIN = "export it again from the program it was made with"
#: Seconds. Coders of sound begin a little before the sound does; more than that is what somebody cut away.
_MOST_HIDDEN = 0.5


def clean(raw: bytes, ending: str) -> bytes:
    """Return a recording with its sound and pictures alone.

    Args:
        raw: the file.
        ending: the published format: mp4, m4a or webm.

    Raises:
        FileFault: it cannot be moved into a new file; says why.
    """
    box = _BOXES[ending]
    options = {"fflags": "+bitexact", **dict(box.options)}
    try:
        # The kind is given, since among those that would be guessed are lists that name other files.
        # The index at the front is written last, in a second pass over the file: memory will not do.
        with tempfile.TemporaryDirectory() as folder, av.open(io.BytesIO(raw), "r", format=box.reads) as source:
            chosen = _chosen(source, box, ending)
            target = Path(folder, f"made.{ending}")
            with av.open(str(target), "w", format=box.format, options=options) as output:
                _move(source, output, chosen)
            return target.read_bytes()
    except (av.FFmpegError, OSError, ValueError, TypeError, EOFError, ArithmeticError, MemoryError) as error:
        raise FileFault("the recording is cut short or broken", _AGAIN) from error


def _chosen(source: InputContainer, box: _Box, ending: str) -> list[Stream]:
    """Return the picture and the sound of a recording; further ones, covers, subtitles and data stay behind."""
    pictures = [stream for stream in source.streams.video if not stream.disposition & Disposition.attached_pic]
    if pictures and ending == "m4a":
        raise FileFault("it is a video and no sound recording", "give it a name that ends with .mp4")
    chosen: list[Stream] = [*pictures[:1], *source.streams.audio[:1]]
    if not chosen:
        raise FileFault("there is neither sound nor a picture in it", _AGAIN)
    for stream in chosen:
        # A codec that this FFmpeg does not know has no context, whatever the types say.
        context = getattr(stream, "codec_context", None)
        codec = context.codec.canonical_name if context else "of an unknown kind"
        allowed = box.video if stream.type == "video" else box.audio
        if codec not in allowed:
            what = "picture" if stream.type == "video" else "sound"
            raise FileFault(f"its {what} is {codec}, which not every browser plays", _remedy(ending))
    return chosen


def _remedy(ending: str) -> str:
    if ending == "webm":
        return "export it as MP4 with H.264 and AAC"
    if ending == "m4a":
        return "export it with AAC, or as MP3"
    return "export it with H.264 and AAC (on an iPhone: Settings, Camera, Formats, Most Compatible)"


def _move(source: InputContainer, output: OutputContainer, chosen: list[Stream]) -> None:
    moved: dict[int, Stream] = {}
    filters = {}
    recoders: dict[int, Recoder] = {}
    for stream in chosen:
        if stream.codec_context.codec.canonical_name == "aac":
            recoders[stream.index] = Recoder(stream, output)
            continue
        new = output.add_stream_from_template(stream, opaque=True)
        new.metadata.clear()
        new.disposition = Disposition.default
        moved[stream.index] = new
        name = _FILTERS.get(stream.codec_context.codec.canonical_name)
        if name:
            filters[stream.index] = BitStreamFilterContext(name, stream, new)
    hidden = dict.fromkeys((stream.index for stream in chosen), 0.0)
    for packet in source.demux(*chosen):
        index = packet.stream.index
        if packet.is_discard and packet.duration and packet.time_base:
            hidden[index] += float(packet.duration * packet.time_base)
        if hidden[index] > _MOST_HIDDEN:
            raise FileFault(
                "a part that was cut away is still in it, where no player shows it",
                "export it anew from the program it was cut with; on a telephone, save it as a new clip",
            )
        if index in recoders:
            output.mux(recoders[index].packets(packet))
            continue
        pieces = filters[index].filter(packet if packet.size else None) if index in filters else [packet]
        for piece in pieces:
            if piece.dts is not None and piece.size:
                alone = plain(piece, packet.stream.codec_context.codec.canonical_name)
                alone.stream = moved[index]
                output.mux(alone)

"""Single packets of a recording: without what a container hangs onto them, and sound that is encoded anew."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream

from newsroom.features.files.model import FileFault

_AGAIN = "export it again from the program it was made with"
#: Bits a second for each channel: as many as sound in AAC needs so that nobody hears that it was encoded twice, and the
#: fewest with which speech is understood with ease.
_RATE, _LEAST = 96_000, 40_000
_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000)


def plain(packet: Packet[Any], codec: str) -> Packet[Any]:
    """Return a packet that holds its own bytes and times, and nothing that hangs onto it.

    WebM hangs data onto packets (``BlockAdditions``): notes, and a second picture that is used as a mask.
    """
    body = bytes(packet)
    made = Packet(opus_without_padding(body) if codec == "opus" else body)
    made.pts, made.dts, made.duration, made.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    made.is_keyframe = packet.is_keyframe
    # How much of the last sound is not to be heard is a number, and the sound would be longer without it.
    if packet.has_sidedata("skip_samples"):
        made.set_sidedata(packet.get_sidedata("skip_samples"))
    return made


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

    def __init__(self, stream: Stream, made: OutputContainer) -> None:
        if not isinstance(stream, AudioStream):
            raise FileFault("there is no sound in it", _AGAIN)
        context = stream.codec_context
        rate = min(_RATES, key=lambda known: abs(known - (context.sample_rate or 48_000)))
        layout = "mono" if context.layout.nb_channels == 1 else "stereo"
        new = made.add_stream("aac", rate=rate)
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
        """Return what comes of a packet; of one that is empty, what is left."""
        made = [one for frame in packet.decode() for one in self._encoded(frame)]
        return made if packet.size else [*made, *self._encoded(None), *self._new.encode(None)]

    def _encoded(self, frame: Any) -> Iterator[Packet[Any]]:
        for piece in self._resampler.resample(frame):
            yield from self._new.encode(piece)

"""Whole messages with their envelopes and a zone, for the suites that judge both."""

import json
import tempfile

CLOCK = "2026-01-01T00:00:00Z"


def envelope(ip, helo, mail_from):
    """Options for what the receiving server knew; an absent one is None."""
    given = (("--client-ip", ip), ("--helo", helo), ("--mail-from", mail_from))
    return [word for option, value in given if value is not None for word in (option, value)]


def inspect(ctx, scenes, answers, clock=CLOCK):
    """One report each for scenes of (file or bytes, options); `answers` as Zone.answers() gives them."""
    reports = []
    with tempfile.TemporaryDirectory(prefix="mekiki-scene-") as folder:
        play = f"{folder}/answers.json"
        with open(play, "w", encoding="utf-8") as file:
            json.dump(answers, file)
        for mail, options in scenes:
            if isinstance(mail, bytes):
                with open(f"{folder}/mail.eml", "wb") as file:
                    file.write(mail)
                mail = f"{folder}/mail.eml"
            done = ctx.command(["inspect", "--format", "json", "--clock", clock, "--answers", play,
                                *options, "--", mail])
            reports += ctx.lines(done, 1, "inspect")
    return reports

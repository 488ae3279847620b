"""The same letters in many charsets and encodings: lawful mail has no defect.

Every letter carries two fields whose name has blanks in it, which is no field
(RFC 5322, 2.2), and some give a multipart an encoding (RFC 2045, 6.4). Both are taken
out first; what is found in the rest is either right, with its clause below, or wrong.
"""

import re

from framework import Tally

NAME = "mime-letters"
GOAL = 100

# defect -> the clause by which the file, not the reader, is wrong
RIGHT = {
    "encoding.base64-unpadded": "RFC 2045, 6.8: the last quantum is filled up with '='; here it is not",
    "encoding.base64-loose-bits": "RFC 2045, 6.8: zero bits are added on the right; here they are not zero",
    "charset.unknown": "RFC 2046, 4.1.2: a charset has a registered name; x-invalid has not",
    "word.too-long": "RFC 2047, 2: 75 characters; these have 77",
}

NO_FIELD = re.compile(rb"(?m)^X-Script/function/[^\n]*\n(?:[ \t][^\n]*\n)*")
ENCODED_MULTIPART = re.compile(rb"(?mi)^Content-Transfer-Encoding:[^\n]*\n")


def lawful(mail):
    mail = NO_FIELD.sub(b"", mail)
    head, gap, body = mail.partition(b"\n\n")
    if re.search(rb"(?mi)^Content-Type: *multipart/", head):
        head = ENCODED_MULTIPART.sub(b"", head + b"\n").rstrip(b"\n")
    return head + gap + body


def run(ctx):
    tally = Tally()
    files = ctx.files(NAME)
    for path, report in zip(files, ctx.inspect_bytes([lawful(f.read_bytes()) for f in files])):
        message = report["message"]
        wrong = []
        for defect in message["defects"]:
            if defect["id"] not in RIGHT:
                wrong.append(f"{defect['id']} at {defect['offset']}: {defect['detail']}")
        texts = [p["text"] for p in message["parts"] if p["type"].startswith("text/plain")]
        if not any(text and text.strip() for text in texts):
            wrong.append("no text")
        tally.case(path.name, not wrong, "; ".join(wrong))
    return tally.result()

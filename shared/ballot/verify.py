#!/usr/bin/env python3
"""Checks an election file of Reihum. A second program, written apart from the first, so that nobody
has to believe either: python3 verify.py FILE [--json]. Needs nothing but Python 3.9. The scheme is
told in src/ring.rs and src/sealed.rs, the file in src/file.rs. It keeps no secrets: all keys in the
file are public by now, so nothing here takes care of timing."""
import hashlib, hmac, json, re, struct, sys

# --- the group ristretto255, RFC 9496: points are (X, Y, Z, T) on the Edwards curve
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
neg = lambda x: x & 1
absolute = lambda x: P - x if neg(x) else x

def sqrt_ratio(u, v):
    """Whether u/v is a square, and the non-negative root of it or of SQRT_M1 times it."""
    r = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * r * r % P
    if check in (-u % P, -u * SQRT_M1 % P):
        r = r * SQRT_M1 % P
    return check in (u % P, -u % P), absolute(r)

ONE_MINUS_D_SQ = (1 - D * D) % P
D_MINUS_ONE_SQ = (D - 1) ** 2 % P
SQRT_AD_MINUS_ONE = 25063068953384623474111414158702152701244531502492656460079210482610430750235
INVSQRT_A_MINUS_D = sqrt_ratio(1, (-1 - D) % P)[1]

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def double(p):
    a, b, c = p[0] * p[0], p[1] * p[1], 2 * p[2] * p[2]
    e, g = (p[0] + p[1]) ** 2 - a - b, b - a
    f, h = g - c, -a - b
    return e * f % P, g * h % P, f * g % P, e * h % P

ZERO = (0, 1, 1, 0)

def combine(s, p, t, q):
    """s·p + t·q"""
    total, table = ZERO, (None, p, q, add(p, q))
    for bit in range(max(s.bit_length(), t.bit_length()) - 1, -1, -1):
        total = double(total)
        which = (s >> bit & 1) | (t >> bit & 1) << 1
        total = add(total, table[which]) if which else total
    return total

def decode(data):
    """The point of a canonical encoding other than the identity's, or None."""
    s = int.from_bytes(data, "little")
    if s >= P or neg(s) or s == 0:
        return None
    u1, u2 = (1 - s * s) % P, (1 + s * s) % P
    v = (-D * u1 * u1 - u2 * u2) % P
    square, inv = sqrt_ratio(1, v * u2 * u2 % P)
    dx = inv * u2 % P
    x, y = absolute(2 * s * dx % P), u1 * inv * dx * v % P
    return (x, y, 1, x * y % P) if square and not neg(x * y % P) and y else None

def encode(p):
    x0, y0, z0, t0 = p
    u1, u2 = (z0 + y0) * (z0 - y0) % P, x0 * y0 % P
    inv = sqrt_ratio(1, u1 * u2 * u2 % P)[1]
    den1, den2 = inv * u1 % P, inv * u2 % P
    z_inv = den1 * den2 * t0 % P
    x, y, den = x0, y0, den2
    if neg(t0 * z_inv % P):
        x, y, den = y0 * SQRT_M1 % P, x0 * SQRT_M1 % P, den1 * INVSQRT_A_MINUS_D % P
    if neg(x * z_inv % P):
        y = -y
    return absolute(den * (z0 - y) % P).to_bytes(32, "little")

def from_uniform(data):
    def one_map(half):
        r = SQRT_M1 * pow(int.from_bytes(half, "little") % 2**255, 2, P) % P
        u, v = (r + 1) * ONE_MINUS_D_SQ % P, (-1 - r * D) * (r + D) % P
        square, s = sqrt_ratio(u, v)
        if not square:
            s = -absolute(s * (int.from_bytes(half, "little") % 2**255) % P) % P
        c = -1 if square else r
        n = (c * (r - 1) * D_MINUS_ONE_SQ - v) % P
        w0, w1, w2, w3 = 2 * s * v, n * SQRT_AD_MINUS_ONE, 1 - s * s, 1 + s * s
        return w0 * w3 % P, w2 * w1 % P, w1 * w3 % P, w0 * w2 % P
    return add(one_map(data[:32]), one_map(data[32:]))

G = decode(bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"))

# --- hashing, key derivation, the cipher (RFC 5869, RFC 8439, draft-irtf-cfrg-xchacha-03)
def digest(purpose, *parts, hash=hashlib.sha256):
    parts = (b"reihum1/ballot/" + purpose.encode(),) + parts
    return hash(b"".join(struct.pack(">Q", len(part)) + part for part in parts)).digest()

def scalar(data):
    """The scalar of a canonical encoding, or None."""
    value = int.from_bytes(data, "little")
    return value if value < ORDER else None

def hkdf(salt, material, info, length):
    key, block, out = hmac.digest(salt, material, "sha256"), b"", b""
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:length]

def chacha_rounds(state):
    s = list(state)
    def quarter(a, b, c, d):
        for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            s[x] = s[x] + s[y] & 0xFFFFFFFF
            s[z] ^= s[x]
            s[z] = (s[z] << n | s[z] >> 32 - n) & 0xFFFFFFFF
    for _ in range(10):
        for i in range(4):
            quarter(i, i + 4, i + 8, i + 12)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return s

def chacha_state(key, rest):
    return struct.unpack("<16I", b"expand 32-byte k" + key + rest)

def xchacha_open(key, nonce, sealed, bound):
    """The text, or None when the tag does not hold."""
    s = chacha_rounds(chacha_state(key, nonce[:16]))
    key = struct.pack("<8I", *s[:4], *s[12:])
    def block(count):
        state = chacha_state(key, struct.pack("<II", count, 0) + nonce[16:])
        mixed = zip(chacha_rounds(state), state)
        return struct.pack("<16I", *(a + b & 0xFFFFFFFF for a, b in mixed))
    text, tag, one_time = sealed[:-16], sealed[-16:], block(0)
    pad = lambda data: data + bytes(-len(data) % 16)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    mac, data = 0, pad(bound) + pad(text) + struct.pack("<QQ", len(bound), len(text))
    for i in range(0, len(data), 16):
        mac = (mac + int.from_bytes(data[i:i + 16] + b"\1", "little")) * r % (2**130 - 5)
    mac = (mac + int.from_bytes(one_time[16:32], "little")) % 2**128
    if mac.to_bytes(16, "little") != tag:
        return None
    stream = b"".join(block(1 + i) for i in range(-(-len(text) // 64)))
    return bytes(a ^ b for a, b in zip(text, stream))

# --- ballots
def signed_by_one(poll, roll_hash, keys, points, message, signature):
    """The key image, if somebody on the roll signed this."""
    parts = [signature[i:i + 32] for i in range(0, len(signature), 32)]
    image, c0, *s = parts
    image_point, c, s = decode(image), scalar(c0), [scalar(part) for part in s]
    if image_point is None or c is None or None in s:
        return None
    h = from_uniform(digest("image base", poll, hash=hashlib.sha512))
    first = c
    for point, answer in zip(points, s):
        left, right = combine(answer, G, c, point), combine(answer, h, c, image_point)
        hashed = digest("challenge", poll, roll_hash, b"".join(keys), image, message, encode(left),
                        encode(right), hash=hashlib.sha512)
        c = int.from_bytes(hashed, "little") % ORDER
    return image if c == first else None

def read_page(page, seats, candidates):
    """The marks, or None if this is no vote."""
    words, count = struct.unpack(">HH", page[1:5]), page[5]
    marks = list(page[6:6 + count])
    if page[0] != 1 or max(words) >= 4096 or len(marks) != count or any(page[6 + count:]):
        return None
    if candidates <= seats:
        return (words, marks) if len(marks) == candidates and max(marks) <= 2 else None
    ascending = all(a < b for a, b in zip(marks, marks[1:]))
    fit = ascending and len(marks) <= seats and all(mark < candidates for mark in marks)
    return (words, marks) if fit else None

def count_votes(poll, candidates, on_roll, votes, sums, seed):
    """The result, as the file should have it."""
    seats, n = poll["seats"], len(candidates)
    crosses = n > seats
    yes, no, abstain = [0] * n, [0] * n, [0] * n
    for marks in filter(lambda marks: marks is not None, votes):
        for at, mark in enumerate(marks):
            if crosses:
                yes[mark] += 1
            else:
                (abstain, yes, no)[mark][at] += 1
    ballots, invalid = len(votes), sum(marks is None for marks in votes)
    abstentions = sum(marks is not None and (not any(marks) if not crosses else not marks) for marks in votes)
    from_devices, entitled = ballots, on_roll
    if sums:
        entitled, ballots = entitled + sums["voters"], ballots + sums["ballots"]
        abstentions, invalid = abstentions + sums["abstentions"], invalid + sums["invalid"]
        for total, name in ((yes, "yes"), (no, "no"), (abstain, "abstain")):
            total[:] = [have + line[name] for have, line in zip(total, sums["standings"])]
    percent = poll.get("quorum")
    quorum = None if percent is None else -(-entitled * percent // 100)
    met = quorum is None or ballots >= quorum
    elected, run_off, lot, left = [], None, None, seats
    ranked = sorted(range(n), key=lambda at: -yes[at])
    first_round = poll.get("run_off_of") is None
    absolute_majority = first_round and poll["majority"] == "absolute"
    if met and not crosses:
        elected = [(at, "votes") for at in ranked if yes[at] > no[at]]
        left -= len(elected)
    elif met:
        bar = ballots - invalid - abstentions
        fit = [at for at in ranked if (2 * yes[at] > bar if absolute_majority else yes[at] > 0)]
        others = [at for at in ranked if at not in fit]
        for votes_each in sorted({yes[at] for at in fit}, reverse=True):
            equals = [at for at in fit if yes[at] == votes_each]
            if left == 0:
                break
            if len(equals) <= left:
                elected += [(at, "votes") for at in equals]
                left -= len(equals)
            elif first_round:
                run_off = dict(candidates=equals, seats=left, because="tie")
                left = 0
            else:
                tickets = [digest("ticket", seed, candidates[at]) for at in equals]
                lot = dict(candidates=equals, seats=left, seed=seed.hex(), tickets=[t.hex() for t in tickets])
                elected += [(at, "lot") for _, at in sorted(zip(tickets, equals))[:left]]
                left = 0
        if absolute_majority and left and others:
            last = others[min(2 * left, len(others)) - 1]
            strongest = sorted(at for at in others if yes[at] >= max(1, yes[last]))
            if strongest:
                run_off, left = dict(candidates=strongest, seats=left, because="majority"), 0
    return dict(
        numbers=dict(entitled=entitled, on_roll=on_roll, from_devices=from_devices, ballots=ballots,
                     abstentions=abstentions, invalid=invalid, votes=sum(yes) + sum(no),
                     votes_possible=ballots * (seats if crosses else n), quorum=quorum),
        standings=[dict(yes=y, no=o, abstain=a) for y, o, a in zip(yes, no, abstain)], quorum_met=met,
        elected=[dict(candidate=at, by=by) for at, by in elected], run_off=run_off, lot=lot, vacant=left)

def impossible(poll, candidates, sums):
    """Whether nobody can have counted this."""
    lines = [(line["yes"], line["no"], line["abstain"]) for line in sums["standings"]]
    numbers = [sums[name] for name in ("voters", "ballots", "abstentions", "invalid")]
    valid = sums["ballots"] - sums["invalid"]
    marked = valid - sums["abstentions"]
    if len(candidates) > poll["seats"]:
        bad = any(y > marked or o or a for y, o, a in lines)
        bad = bad or sum(y for y, _, _ in lines) > marked * poll["seats"]
    else:
        bad = any(y + o > marked or y + o + a > valid for y, o, a in lines)
    few = poll["manner"] == "secret" and sums["voters"] < 3
    large = max(numbers + [number for line in lines for number in line]) > 10_000
    too_many = sums["ballots"] > sums["voters"] or marked < 0
    return bad or few or large or too_many or len(lines) != len(candidates)

# --- the file: a dictionary of fields (with a question mark: may be missing), [one for all items],
# (texts to choose from), a number for bytes in hexadecimal (0: any), or a test
def fit(value, shape):
    if isinstance(shape, dict):
        fields = {name.rstrip("?"): inner for name, inner in shape.items()}
        missing = [name for name in fields if isinstance(value, dict) and value.get(name) is None]
        return isinstance(value, dict) and set(value) <= set(fields) and all(
            name + "?" in shape if name in missing else fit(value[name], inner)
            for name, inner in fields.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(fit(item, shape[0]) for item in value)
    if isinstance(shape, tuple):
        return value in shape
    if isinstance(shape, int):
        return TEXT(value) and re.fullmatch("([0-9a-f]{2})*", value) and shape in (0, len(value) // 2)
    return shape(value)

B16, B32, ANY = 16, 32, 0
TEXT = lambda value: isinstance(value, str)
TRUTH = lambda value: isinstance(value, bool)
NUMBER = lambda value: type(value) is int and 0 <= value < 2**32
BYTE = lambda value: NUMBER(value) and value < 256
STANDING = {"yes": NUMBER, "no": NUMBER, "abstain": NUMBER}
POLL = {"id": B16, "manner": ("secret", "hands"), "majority": ("relative", "absolute"), "seats": BYTE,
        "quorum?": BYTE, "run_off_of?": B32, "candidates": [B16], "lock": B32, "key_check": B32, "paper": B32}
RESULT = {
    "numbers": {**dict.fromkeys(("entitled", "on_roll", "from_devices", "ballots", "abstentions", "invalid",
                                 "votes", "votes_possible"), NUMBER), "quorum?": NUMBER},
    "standings": [STANDING], "quorum_met": TRUTH,
    "elected": [{"candidate": BYTE, "by": ("votes", "lot")}],
    "run_off?": {"candidates": [BYTE], "seats": BYTE, "because": ("tie", "majority")},
    "lot?": {"candidates": [BYTE], "seats": BYTE, "seed": B32, "tickets": [B32]}, "vacant": BYTE}
FILE = {"format": ("reihum-election",), "version": NUMBER, "poll": POLL, "question": TEXT, "names": [TEXT],
        "roll": [B32], "ballots": [ANY], "lock": B32, "poll_key": B32, "result": RESULT,
        "agreed?": STANDING,
        "sums?": {"voters": NUMBER, "ballots": NUMBER, "abstentions": NUMBER, "invalid": NUMBER,
                  "standings": [STANDING]}}

def once(pairs):
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a field stands twice")
    return dict(pairs)

def without_none(value):
    if isinstance(value, dict):
        return {name: without_none(inner) for name, inner in value.items() if inner is not None}
    return [without_none(inner) for inner in value] if isinstance(value, list) else value

def verify(text):
    """The faults, each a name and, where it is about one, the number of a ballot; and what was
    counted: result and ballots."""
    try:
        file = json.loads(text, object_pairs_hook=once)
        json.dumps(file, ensure_ascii=False).encode()  # text that is none fails here
    except (ValueError, RecursionError):
        return [("unreadable", None)], None, None
    if not fit(file, FILE) or file["version"] != 1:
        return [("unreadable", None)], None, None
    poll, unhex, sums = file["poll"], bytes.fromhex, file.get("sums")
    key, lock = unhex(file["poll_key"]), unhex(poll["lock"])
    candidates = [unhex(candidate) for candidate in poll["candidates"]]
    paper = digest("paper", key, file["question"].encode(), *(name.encode() for name in file["names"]))
    wrong_paper = [("paper", None)] if paper != unhex(poll["paper"]) else []
    quorum = poll.get("quorum")
    if not 0 < len(candidates) <= 48 or len(set(candidates)) < len(candidates) or poll["seats"] == 0 \
            or (quorum is not None and not 0 < quorum <= 100) or decode(lock) is None:
        return [("poll", None)] + wrong_paper, None, None
    hands = poll["manner"] == "hands"
    rules = bytes([hands, poll["majority"] == "absolute", poll["seats"], quorum or 0])
    poll_digest = digest("poll", unhex(poll["id"]), rules, unhex(poll.get("run_off_of") or ""),
                         b"".join(candidates), lock, unhex(poll["key_check"]), unhex(poll["paper"]))
    roll, ballots = [unhex(voter) for voter in file["roll"]], [unhex(ballot) for ballot in file["ballots"]]
    points = [decode(voter) for voter in roll]
    unfit = not 5 <= len(roll) <= 250 or roll != sorted(set(roll)) or None in points
    if (roll or ballots) if hands else unfit:
        return [("roll", None)] + wrong_paper, None, None
    roll_hash = digest("roll", poll_digest, b"".join(roll))

    faults, images, z = [], [], scalar(unhex(file["lock"]))
    if not z or encode(combine(z, G, 0, G)) != lock:
        faults.append(("lock", None))
    if digest("key check", key) != unhex(poll["key_check"]):
        faults.append(("poll_key", None))
    hashes = [digest("ballot", ballot) for ballot in ballots]
    if len(ballots) > len(roll):
        faults.append(("too_many_ballots", None))
    for at, ballot in enumerate(ballots if len(ballots) <= len(roll) else []):
        if at and hashes[at - 1] >= hashes[at]:
            faults.append(("order", at))
        if len(ballot) != 176 + 32 * len(roll):
            faults.append(("size", at))
            continue
        image = signed_by_one(poll_digest, roll_hash, roll, points, ballot[:112], ballot[112:])
        if image is None or image in images:
            faults.append(("signature" if image is None else "again", at))
        images.append(image)
    if hands and sums is None or sums is not None and impossible(poll, candidates, sums):
        faults.append(("sums", None))
    if faults:
        return faults + wrong_paper, None, None

    opened = []
    for ballot, image in zip(ballots, images):
        ephemeral, point, page = ballot[:32], decode(ballot[:32]), None
        if point:
            common = encode(combine(z, point, 0, G))
            grown = hkdf(poll_digest, key + common, b"reihum1/ballot/seal" + ephemeral + lock, 56)
            bound = poll_digest + roll_hash + image
            page = xchacha_open(grown[:32], grown[32:], ballot[32:112], bound)
        opened.append(page and read_page(page, poll["seats"], len(candidates)))
    seed = digest("lot", poll_digest, roll_hash, unhex(file["lock"]), key, b"".join(hashes))
    votes = [one[1] if one else None for one in opened]
    result = count_votes(poll, candidates, len(roll), votes, sums, seed)
    lines = sorted(one for one in opened if one)
    if wrong_paper:
        return wrong_paper, None, None
    if without_none(result) != without_none(file["result"]):
        return [("result", None)], result, lines
    return [], result, lines

def main():
    names = [argument for argument in sys.argv[1:] if argument != "--json"]
    if len(names) != 1:
        sys.exit("usage: verify.py FILE [--json]")
    with open(names[0], encoding="utf-8") as file:
        text = file.read()
    faults, result, lines = verify(text)
    if "--json" in sys.argv:
        print(json.dumps({"faults": faults, "result": result, "lines": lines}))
    elif faults:
        told = (name if at is None else f"{name} (ballot {at})" for name, at in faults)
        print("NOT in order:", ", ".join(told))
    else:
        file = json.loads(text)
        print("In order.", file["question"])
        for name, line in zip(file["names"], result["standings"]):
            print(f"  {name}: {line['yes']} yes, {line['no']} no, {line['abstain']} abstaining")
        for one in result["elected"]:
            print(f"  elected: {file['names'][one['candidate']]} (by {one['by']})")
    sys.exit(1 if faults else 0)

if __name__ == "__main__":
    main()

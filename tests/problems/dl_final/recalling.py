"""Programs that recall, as answers to 4.4: cheap ones in many dresses, and costly ones."""

CHEAP = {
    "a deque with a counter": r"""
from collections import deque
def initial_state():
    return (deque(maxlen=5), 0)
def step(state, x):
    m, t = state
    m = deque(m, maxlen=5)
    if t < 5:
        m.append(x)
        return (m, t + 1), 0
    if x == 5:
        m.rotate(-1)
        return (m, t), m[-1]
    return (m, t), 0
""",
    "functions made by a closure, a dict": r"""
def make(n):
    def initial_state():
        return {'mem': [0.0] * n, 'k': 0, 'out': 0}
    def step(s, x):
        s = {**s, 'mem': list(s['mem'])}
        if s['k'] < n:
            s['mem'][s['k']] = x
            s['k'] += 1
            return s, None or 0
        if x == 5:
            y = s['mem'][s['out'] % n]
            s['out'] += 1
            return s, y
        return s, 0.0
    return initial_state, step
initial_state, step = make(5)
""",
    "an array that is rolled": r"""
def initial_state():
    return np.zeros(6)
def step(h, x):
    if h[5] < 5:
        h = np.concatenate([np.roll(h[:5], -1), h[5:] + 1])
        h[4] = x
        return h, 0.0
    if x == 5:
        y = h[0]
        h = np.append(np.roll(h[:5], -1), 5)
        return h, y
    return h, 0.0
""",
    "gates": r"""
def initial_state():
    return np.concatenate([np.zeros(5), [1, 0, 0, 0, 0], [1,0,0,0,0]])
def step(h, x):
    m, w, r = h[:5], h[5:10], h[10:]
    is_rec = float(x == 5)
    m = m + w * (x - m)
    w = np.concatenate([[0.0], w[:-1]])
    y = float(r @ m) * is_rec
    r = is_rec * np.roll(r, 1) + (1 - is_rec) * r
    return np.concatenate([m, w, r]), y
""",
    "a list that is used up": r"""
def initial_state():
    return []
def step(s, x):
    if x == 4: return s, 0
    if x == 5: return s[1:], s[0]
    return s + [x], 0
""",
    "an array that is used up": r"""
def initial_state():
    return np.zeros(0)
def step(s, x):
    if x == 4: return s, 0
    if x == 5: return s[1:], s[0]
    return np.append(s, x), 0
""",
    "digits of one number": r"""
def initial_state(): return (0, 0)
def step(s, x):
    c, n = s
    if x < 4: return (c + int(x) * 4 ** n, n + 1), 0
    if x == 4: return (c, n), 0
    return (c // 4, n), c % 4
""",
    "an object": r"""
class M:
    def __init__(self): self.mem=[]; self.i=0
def initial_state(): return M()
def step(s, x):
    if x < 4: s.mem.append(x); return s, 0
    if x == 5:
        s.i += 1
        return s, s.mem[s.i-1]
    return s, 0
""",
    "a search at each recall": r"""
def initial_state(): return [(-1, 0)] * 5 + [(0, 0)]
def step(s, x):
    s = list(s); n, r = s[5]
    y = 0
    if x < 4:
        s[n] = (n, x); n += 1
    if x == 5:
        for i in range(5):
            key, value = s[i]
            if key == r:
                y = value * 1 + 0 * i
        r += 1
    s[5] = (n, r)
    return s, y
""",
}
SLOWER = r"""
def initial_state(): return ([], 0)
def step(s, x):
    m, t = s
    for _ in range(t): pass
    if x < 4: return (m + [x], t + 1), 0
    if x == 5: return (m[1:], t + 1), m[0]
    return (m, t + 1), 0
"""
DENSE = r"""
S = np.roll(np.eye(8), 1, axis=0)
def initial_state():
    return [[0.0]*8, 0]
def step(s, x):
    h, n = np.array(s[0]), s[1]
    if x < 4: h[n] = x; n += 1; return [h, n], 0
    if x == 5:
        y = h[0]; h = S.T @ h
        return [h, n], y
    return [h, n], 0
"""
QUADRATIC = r"""
def initial_state(): return [0] * 30
def step(s, x):
    s = list(s)
    acc = sum([sum([a*b for b in s]) for a in s])
    n = int(s[10])
    if x < 4: s[n] = x; s[10] = n + 1
    y = 0
    if x == 5: y = s[int(s[11])]; s[11] += 1
    return s, y
"""

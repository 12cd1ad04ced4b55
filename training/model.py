"""The encoder with two heads, and what numbers point at: MiniLM-L6-H384-uncased, with an embedding of word shapes.

Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"; a BERT encoder with layer norms after each half.
"""

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, INNER, VOCABULARY, POSITIONS, SHAPES = 384, 12, 1536, 30522, 512, 16
DROPOUT = 0.1
#: layers that the three heads share
SHARED = 3
#: what a number points at (training/figures.py), how wide its arrows are, and how far they tell distances apart
ROLES = ("figure", "people", "counted", "from", "what", "when", "who", "where")
WIDTH, FAR = 48, 40


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.output, self.inner, self.outer = (
            nn.Linear(HIDDEN, HIDDEN),
            nn.Linear(HIDDEN, INNER),
            nn.Linear(INNER, HIDDEN),
        )
        self.attended, self.done = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        count, length, _ = x.shape
        q, k, v = (
            part(x).view(count, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.attended(x + self.dropout(self.output(seen.transpose(1, 2).reshape(count, length, HIDDEN))))
        return self.done(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Logits of names and of attribution, each (windows, pieces, labels), of ids and cases, (windows, pieces); and what
    comes out of the layers that are shared with `Pointing`, (windows, pieces, HIDDEN)."""

    def __init__(self, names: int, attribution: int, layers: int = 6) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm, self.dropout = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.names, self.attribution = nn.Linear(HIDDEN, names), nn.Linear(HIDDEN, attribution)

    def forward(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mask = mask_of(ids)
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.shapes(case) + self.kind
        x = self.dropout(self.norm(x))
        middle = x
        for n, layer in enumerate(self.layers):
            x = layer(x, mask)
            middle = x if n < SHARED else middle
        x = self.dropout(x)
        return self.names(x), self.attribution(x), middle

    def start_from(self, base: Path) -> None:
        """Takes over the weights of the base model; where there are fewer layers, every second one."""
        raw = load_file(base / "model.safetensors")
        embeddings = "embeddings.{}.weight".format
        self.words.weight.data = raw[embeddings("word_embeddings")]
        self.positions.weight.data = raw[embeddings("position_embeddings")]
        self.kind.data = raw[embeddings("token_type_embeddings")][0]
        self.norm.weight.data, self.norm.bias.data = (raw[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias"))
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attended": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "done": "output.LayerNorm",
        }
        step = 6 // len(self.layers)
        for i, layer in enumerate(self.layers):
            for ours, theirs in parts.items():
                module = getattr(layer, ours)
                module.weight.data = raw[f"encoder.layer.{i * step}.{theirs}.weight"]
                module.bias.data = raw[f"encoder.layer.{i * step}.{theirs}.bias"]


class Arcs(nn.Module):
    """What each number points at, role by role: scores (windows, numbers, roles, pieces).

    A biaffine scorer (Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing") with a bias for
    the distance. Two pieces are not words: the first one is pointed at where there is nothing, the second where there
    is something that no word tells.
    """

    def __init__(self) -> None:
        super().__init__()
        size = len(ROLES) * WIDTH
        self.inner = nn.Linear(HIDDEN, HIDDEN)
        self.number, self.word = nn.Linear(HIDDEN, size), nn.Linear(HIDDEN, size)
        self.distance = nn.Embedding(2 * FAR + 3, len(ROLES))
        nn.init.zeros_(self.distance.weight)

    def forward(self, x: Tensor, numbers: Tensor) -> Tensor:
        x = functional.gelu(self.inner(x))
        count, length, _ = x.shape
        many = numbers.shape[1]
        of = x.gather(1, numbers[:, :, None].expand(count, many, HIDDEN))
        left = self.number(of).view(count, many, len(ROLES), WIDTH).transpose(1, 2)
        right = self.word(x).view(count, length, len(ROLES), WIDTH).transpose(1, 2)
        scores = (left @ right.transpose(2, 3) / WIDTH**0.5).transpose(1, 2)
        places = torch.arange(length, device=x.device)
        away = (places[None, None, :] - numbers[:, :, None]).clamp(-FAR, FAR) + FAR
        away = torch.where(places < 2, 2 * FAR + 1 + places, away)
        return scores + self.distance(away).transpose(2, 3)


class Pointing(nn.Module):
    """The third head: a layer of its own over those that are shared, so that names and attribution stay as they are.

    Scores (windows, numbers, roles, pieces) of what `Reader` gives as its middle, and of the places of the numbers'
    first pieces, (windows, numbers).
    """

    def __init__(self, start: Reader) -> None:
        super().__init__()
        self.layer = copy.deepcopy(start.layers[SHARED])
        self.dropout, self.arcs = nn.Dropout(DROPOUT), Arcs()

    def forward(self, middle: Tensor, numbers: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.arcs(self.dropout(self.layer(middle, mask)), numbers)


def mask_of(ids: Tensor) -> Tensor:
    """What is added to the attention of each piece, so that padding is not looked at."""
    return (ids == 0)[:, None, None, :].float() * -1e4

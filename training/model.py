"""The encoder with two heads: MiniLM-L6-H384-uncased, with an embedding of each word's shape beside it.

Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"; a BERT encoder with layer norms after each half.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, INNER, VOCABULARY, POSITIONS, SHAPES = 384, 12, 1536, 30522, 512, 16
DROPOUT = 0.1


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

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        count, length, _ = x.shape
        q, k, v = (
            part(x).view(count, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.attended(x + self.dropout(self.output(seen.transpose(1, 2).reshape(count, length, HIDDEN))))
        return self.done(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Logits of names and of attribution, each (windows, pieces, labels), of ids and cases, (windows, pieces)."""

    def __init__(self, names: int, attribution: int, layers: int = 6) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm, self.dropout = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.names, self.attribution = nn.Linear(HIDDEN, names), nn.Linear(HIDDEN, attribution)

    def forward(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        mask = (ids == 0)[:, None, None, :].to(self.words.weight.dtype) * -1e4
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.shapes(case) + self.kind
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return self.names(x), self.attribution(x)

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

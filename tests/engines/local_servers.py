"""Two servers that speak OpenAI's language, started on this machine: llama.cpp's with a tiny random model, and the LiteLLM proxy.

Neither belongs to the project's own environment. Install each into one of its own, and name its Python:

    python -m venv llama && llama/bin/pip install "llama-cpp-python[server]" gguf
    python -m venv litellm && litellm/bin/pip install "litellm[proxy]"
    export OUTREACH_TEST_LLAMA_SERVER=llama/bin/python OUTREACH_TEST_LITELLM=litellm/bin/python
    pytest tests/engines/test_local_servers.py
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LLAMA, LITELLM = "OUTREACH_TEST_LLAMA_SERVER", "OUTREACH_TEST_LITELLM"
KEY = "sk-loopback-key-1234567890-abcdefgh"
_PATIENCE = 120.0
"""Seconds until a server must answer: the proxy loads a great deal."""


class Server(NamedTuple):
    """Where a server answers, and the key it wants."""

    url: str
    key: str


@contextlib.contextmanager
def llama(folder: Path) -> Iterator[Server]:
    """Run llama.cpp's server with a model of random weights, which is made on the spot."""
    python = str(Path(os.environ[LLAMA]).absolute())
    model = folder / "tiny.gguf"
    subprocess.run([python, "-c", TINY, str(model)], check=True)  # noqa: S603  # whoever runs the tests names it
    port = _free_port()
    command = [python, "-m", "llama_cpp.server", "--model", str(model), "--model_alias", "tiny", "--chat_format", "chatml"]
    with _running([*command, "--n_ctx", "32768", "--n_threads", "1", "--port", str(port)], folder, port, ""):
        yield Server(f"http://127.0.0.1:{port}/v1", "")


@contextlib.contextmanager
def litellm(folder: Path, replies: Mapping[str, str]) -> Iterator[Server]:
    """Run the LiteLLM proxy with a model for each reply, which gives that and nothing else."""
    models = [
        {"model_name": name, "litellm_params": {"model": f"openai/{name}", "api_key": "x", "mock_response": reply}}
        for name, reply in replies.items()
    ]
    config = folder / "litellm.yaml"
    config.write_text(yaml.safe_dump({"model_list": models, "general_settings": {"master_key": KEY}}), encoding="utf-8")
    port = _free_port()
    command = [
        str(Path(os.environ[LITELLM]).absolute()),
        "-c",
        "from litellm import run_server; run_server()",
        "--config",
        str(config),
    ]
    with _running([*command, "--host", "127.0.0.1", "--port", str(port)], folder, port, KEY):
        yield Server(f"http://127.0.0.1:{port}/v1", KEY)


@contextlib.contextmanager
def _running(command: list[str], folder: Path, port: int, key: str) -> Iterator[None]:
    """Run a server until the block ends; its own words go to a file."""
    surroundings = os.environ | {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_PROXY": "127.0.0.1"}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=log, stderr=log)  # noqa: S603  # see above
    try:
        _wait(process, port, key, folder)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, key: str, folder: Path) -> None:
    """Wait until a server lists its models."""
    until = time.monotonic() + _PATIENCE
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/models", headers={"Authorization": f"Bearer {key or 'none'}"}
    )  # of our own making
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, ValueError), urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310  # see above
            if json.load(answer)["data"]:
                return
        time.sleep(0.5)
    raise RuntimeError((folder / "server.log").read_text("utf-8", "replace")[-2000:])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


TINY = """
import sys
import gguf
import numpy as np

WIDTH, INNER, HEADS, LAYERS = 64, 128, 4, 2
random = np.random.default_rng(0)
letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789{}[]\\":,._-"
tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "\\u2581", *dict.fromkeys(letters)]
kinds = [2, 3, 3] + [6] * 256 + [1] * (len(tokens) - 259)

file = gguf.GGUFWriter(sys.argv[1], "llama")
file.add_context_length(32768)
file.add_embedding_length(WIDTH)
file.add_block_count(LAYERS)
file.add_feed_forward_length(INNER)
file.add_head_count(HEADS)
file.add_head_count_kv(HEADS)
file.add_layer_norm_rms_eps(1e-5)
file.add_rope_dimension_count(WIDTH // HEADS)
file.add_vocab_size(len(tokens))
file.add_tokenizer_model("llama")
file.add_token_list(tokens)
file.add_token_scores([0.0] * 259 + [-float(rank) for rank in range(len(tokens) - 259)])
file.add_token_types(kinds)
file.add_bos_token_id(1)
file.add_eos_token_id(2)
file.add_unk_token_id(0)

def weights(name, *shape):
    file.add_tensor(name, random.normal(0, 0.3, shape).astype(np.float32))

def ones(name):
    file.add_tensor(name, np.ones(WIDTH, np.float32))

weights("token_embd.weight", len(tokens), WIDTH)
ones("output_norm.weight")
weights("output.weight", len(tokens), WIDTH)
for layer in range(LAYERS):
    for name in ("attn_norm", "ffn_norm"):
        ones(f"blk.{layer}.{name}.weight")
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        weights(f"blk.{layer}.{name}.weight", WIDTH, WIDTH)
    for name in ("ffn_gate", "ffn_up"):
        weights(f"blk.{layer}.{name}.weight", INNER, WIDTH)
    weights(f"blk.{layer}.ffn_down.weight", WIDTH, INNER)
file.write_header_to_file()
file.write_kv_data_to_file()
file.write_tensors_to_file()
file.close()
"""
"""What makes a model of random weights in the form that llama.cpp reads: letters and bytes for tokens, and half a megabyte."""


if __name__ == "__main__":
    sys.exit(__doc__)

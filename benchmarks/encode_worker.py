"""One of the other systems of encode.py: encodes the first N texts for every N on standard input, and answers with seconds, CPU seconds and vectors.

Usage: encode_worker.py pylate|onnxruntime f32|bf16|int8 MODEL TEXTS.json THREADS WORK
"""

import hashlib
import json
import os
import pathlib
import sys
import time
import warnings

os.environ["HF_HUB_OFFLINE"] = "1"
warnings.filterwarnings("ignore")

BATCH = 32
PADDED_TOKENS = 8192


def pylate_encoder(model, precision, threads):
    """PyLate as its documentation uses it: sorted by length, padded batches of 32, vectors without the skip list."""
    import pylate
    import torch
    from pylate import models

    torch.set_num_threads(threads)
    dtype = {"f32": torch.float32, "bf16": torch.bfloat16}[precision]
    colbert = models.ColBERT(str(model), device="cpu", model_kwargs={"dtype": dtype}, local_files_only=True).to(dtype)

    def encode(texts):
        return sum(len(vectors) for vectors in colbert.encode(texts, batch_size=BATCH, is_query=False, show_progress_bar=False))

    return f"PyLate {pylate.__version__}, torch {torch.__version__}, {precision}", encode


def export(model, file):
    """The transformer, the projection and the normalisation of one model directory as ONNX."""
    import torch
    from pylate import models

    colbert = models.ColBERT(str(model), device="cpu", model_kwargs={"dtype": torch.float32, "attn_implementation": "eager"}, local_files_only=True).float()

    class Whole(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.transformer = colbert[0].auto_model
            self.dense = torch.nn.ModuleList(list(colbert)[1:])

        def forward(self, input_ids, attention_mask):
            x = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            for dense in self.dense:
                x = dense({"token_embeddings": x})["token_embeddings"]
            return torch.nn.functional.normalize(x, dim=-1)

    ids = torch.randint(10, 1000, (2, 40))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Whole().eval(),
        (ids, torch.ones_like(ids)),
        str(file),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": axes},
        opset_version=18,
        dynamo=False,
    )


def onnx_encoder(model, precision, threads, work):
    """ONNX Runtime on the model of the same directory, in padded batches of at most 32, sorted by length."""
    import numpy
    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from tokenizers import Tokenizer

    weights = hashlib.sha256((pathlib.Path(model) / "model.safetensors").read_bytes()).hexdigest()
    folder = pathlib.Path(work) / f"onnx-{pathlib.Path(model).name}-{weights[:12]}"
    folder.mkdir(exist_ok=True)
    file = folder / "f32.onnx"
    if not file.exists():
        export(model, file)
    if precision == "int8":
        quantised = folder / "int8.onnx"
        if not quantised.exists():
            quantize_dynamic(str(file), str(quantised), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
        file = quantised
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    config = json.loads((pathlib.Path(model) / "config_sentence_transformers.json").read_text())
    tokenizer = Tokenizer.from_file(str(pathlib.Path(model) / "tokenizer.json"))
    tokenizer.enable_truncation(config["document_length"] - 1)
    prefix = tokenizer.token_to_id(config["document_prefix"])

    def encode(texts):
        ids = sorted(([e.ids[0], prefix, *e.ids[1:]] for e in tokenizer.encode_batch(texts)), key=len)
        count = 0
        first = 0
        while first < len(ids):
            # The graph makes a [length x length] matrix for every head and sequence: long ones in full batches would not fit into memory.
            last = min(first + BATCH, len(ids))
            while last > first + 1 and len(ids[last - 1]) * (last - first) > PADDED_TOKENS:
                last -= 1
            batch = ids[first:last]
            first = last
            tokens = numpy.zeros((len(batch), len(batch[-1])), dtype=numpy.int64)
            mask = numpy.zeros_like(tokens)
            for row, sequence in enumerate(batch):
                tokens[row, : len(sequence)] = sequence
                mask[row, : len(sequence)] = 1
            vectors = session.run(None, {"input_ids": tokens, "attention_mask": mask})[0]
            count += int(mask.sum()) if vectors.shape[:2] == mask.shape else 0
        return count

    return f"ONNX Runtime {onnxruntime.__version__}, {precision}", encode


def main():
    program, precision, model, texts, threads, work = sys.argv[1:]
    texts = json.loads(pathlib.Path(texts).read_text())
    if program == "pylate":
        description, encode = pylate_encoder(model, precision, int(threads))
    else:
        description, encode = onnx_encoder(model, precision, int(threads), work)
    print(description, flush=True)
    for line in sys.stdin:
        chosen = texts[: int(line)]
        start, cpu_start = time.perf_counter(), time.process_time()
        vectors = encode(chosen)
        print(f"{time.perf_counter() - start:.6f} {time.process_time() - cpu_start:.6f} {vectors}", flush=True)


if __name__ == "__main__":
    main()

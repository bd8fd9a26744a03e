package dev.quarry.encoder;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.quarry.encoder.ColbertConfig.Expansion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * What PyLate does to a text before the transformer and to its tokens after it: tokenise to the length less one,
 * insert the prefix token after the first (CLS), fill queries up with mask tokens; drop a document's skip list.
 */
final class ColbertRules {

    /** CLS, prefix, SEP and one token of text. */
    private static final int SHORTEST = 4;

    private final ModelTokenizer tokenizer;
    private final boolean lowerCase;
    private final Side query;
    private final Side document;
    private final BitSet skiplist;

    private record Side(int length, OptionalInt prefix, int fillTo, int fillToken, boolean attendToFill) {}

    ColbertRules(ColbertConfig config, ModelTokenizer tokenizer) {
        if (tokenizer.encode("").getIds().length == 0) {
            throw new ModelException(
                    tokenizer.file(), "adds no special tokens to a text", "fetch the tokenizer of this model");
        }
        this.tokenizer = tokenizer;
        this.lowerCase = config.lowerCase();
        this.query = config.expansion()
                .map(expansion -> side(
                        config.queryLength(),
                        config.queryPrefix(),
                        expansion.length(),
                        expansionToken(expansion),
                        expansion.attend()))
                .orElseGet(() -> side(config.queryLength(), config.queryPrefix(), 0, 0, false));
        this.document = side(config.documentLength(), config.documentPrefix(), 0, 0, false);
        this.skiplist = skiplist(config);
    }

    /** A question as a sequence. */
    Sequence query(String text) {
        return sequence(text, query);
    }

    /** A document as a sequence. */
    Sequence document(String text) {
        return sequence(text, document);
    }

    /** Tokens of a document that are left when its skip list has been dropped, in their order. */
    int[] kept(Sequence document) {
        int[] kept = new int[document.length()];
        int count = 0;
        for (int token = 0; token < kept.length; token++) {
            if (!skiplist.get(document.ids()[token])) {
                kept[count++] = token;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private Side side(int length, String prefix, int fillTo, int fillToken, boolean attendToFill) {
        if (length < SHORTEST) {
            throw new ModelException(
                    configuration(),
                    "a length of " + length + " tokens leaves no room for text",
                    "raise query_length or document_length");
        }
        OptionalInt prefixId =
                prefix.isEmpty() ? OptionalInt.empty() : OptionalInt.of(tokenizer.requiredId(prefix, "prefix"));
        return new Side(length, prefixId, fillTo, fillToken, attendToFill);
    }

    /** PyLate takes the mask token, for want of one the end-of-sequence token, then the padding token. */
    private int expansionToken(Expansion expansion) {
        if (expansion.token().isPresent()) {
            return tokenizer.requiredId(expansion.token().get(), "query expansion");
        }
        for (String role : new String[] {"mask_token", "eos_token", "pad_token"}) {
            OptionalInt id = tokenizer.roleId(role);
            if (id.isPresent()) {
                return id.getAsInt();
            }
        }
        throw new ModelException(
                configuration(),
                "the tokenizer has no mask token to expand queries with",
                "set do_query_expansion to false");
    }

    private Path configuration() {
        return tokenizer.file().resolveSibling("config_sentence_transformers.json");
    }

    /** A skip word that is no token stands, in PyLate, for the unknown token where there is one. */
    private BitSet skiplist(ColbertConfig config) {
        BitSet ids = new BitSet();
        for (String word : config.skiplistWords()) {
            OptionalInt id = tokenizer.id(word);
            (id.isPresent() ? id : tokenizer.roleId("unk_token")).ifPresent(ids::set);
        }
        return ids;
    }

    private Sequence sequence(String original, Side side) {
        SourceText text = SourceText.of(original, lowerCase);
        Encoding encoding = tokenizer.encode(text.encoded());
        long[] ids = encoding.getIds();
        int prefixTokens = side.prefix.isPresent() ? 1 : 0;
        int kept = Math.min(ids.length, side.length - prefixTokens);
        int closing = closingTokens(encoding.getSpecialTokenMask());
        int tokens = kept + prefixTokens;
        int[] out = new int[Math.max(tokens, side.fillTo)];
        int[] starts = new int[out.length];
        int[] ends = new int[out.length];
        CharSpan[] spans = encoding.getCharTokenSpans();
        for (int i = 0; i < kept; i++) {
            // Truncation cuts content; the closing special tokens stay.
            int from = i < kept - closing ? i : i + ids.length - kept;
            int to = i == 0 ? 0 : i + prefixTokens;
            out[to] = (int) ids[from];
            if (spans[from] != null) {
                starts[to] = text.offset(spans[from].getStart());
                ends[to] = text.offset(spans[from].getEnd());
            }
        }
        side.prefix.ifPresent(prefix -> out[1] = prefix);
        Arrays.fill(out, tokens, out.length, side.fillToken);
        return new Sequence(out, starts, ends, side.attendToFill ? out.length : tokens);
    }

    private static int closingTokens(long[] specialTokenMask) {
        int closing = 0;
        while (closing < specialTokenMask.length - 1 && specialTokenMask[specialTokenMask.length - 1 - closing] == 1) {
            closing++;
        }
        return closing;
    }
}

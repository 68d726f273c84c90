using System.Numerics.Tensors;
using TextClassify.Storage.Records;

namespace TextClassify.Api.Memory;

/// <summary>
/// Takes the answers of one request as they come. It holds them as the model gave them; what is kept of them is computed on the store's
/// thread.
/// </summary>
internal sealed class Recording : IPendingRecord
{
    /// <summary>Of an answer with what it hangs on.</summary>
    private const int AnswerBytes = 256;

    private const long MicrosecondsPerMillisecond = 1_000;

    private readonly ITextClassifier _model;
    private readonly MemoryLevel _level;
    private readonly DateTimeOffset _at;
    private readonly string? _cohort;
    private readonly byte _block;
    private readonly string? _caller;
    private readonly List<(int Index, EncodedInput Input, ForwardResult Result)> _answers = [];

    public Recording(
        ITextClassifier model, MemoryLevel level, bool evidence, Guid id, DateTimeOffset at, string? cohort, byte block,
        string? caller)
    {
        (_model, _level, _at, _cohort, _block, _caller) = (model, level, at, cohort, block, caller);
        (Evidence, Id) = (evidence, id);
    }

    public Guid Id { get; }

    /// <summary>Whether the shares of tokens are kept.</summary>
    public bool Evidence { get; }

    public int Rows => _answers.Count;

    public int Bytes { get; private set; }

    /// <summary>The same for the texts that come next under the same id.</summary>
    public Recording Next() => new(_model, _level, Evidence, Id, _at, _cohort, _block, _caller);

    /// <param name="index">Place among the inputs of the request.</param>
    /// <param name="input">That was read.</param>
    /// <param name="result">Finite logits, and evidence where that is kept.</param>
    public void Add(int index, EncodedInput input, ForwardResult result)
    {
        _answers.Add((index, input, result));
        Bytes += AnswerBytes + (2 * input.Item.Text.Length) + (4 * (input.Text!.Length + result.Logits.Length + result.Evidence.Length));
    }

    public StoredRequest Complete(ReadOnlySpan<byte> key)
    {
        var items = new StoredItem[_answers.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Item(_answers[i].Index, _answers[i].Input, _answers[i].Result, key);
        }

        return new StoredRequest
        {
            Id = Id,
            At = _at.ToUnixTimeMilliseconds() * MicrosecondsPerMillisecond,
            Model = _model.Manifest.Name,
            Version = _model.Manifest.Version,
            Labels = _model.Labels,
            Cohort = _cohort,
            Block = _block,
            Caller = _caller is null ? null : KeyedHash.OfCaller(key, _caller),
            Items = items,
        };
    }

    private StoredItem Item(int index, EncodedInput input, ForwardResult result, ReadOnlySpan<byte> key)
    {
        float[] scores = new float[result.Logits.Length];
        _model.Scale.Write(result.Logits, scores);
        int label = TensorPrimitives.IndexOfMax<float>(scores);
        float best = scores[label];
        scores[label] = -1;
        float second = TensorPrimitives.Max<float>(scores);
        scores[label] = best;
        var text = input.Text!;
        var item = new StoredItem
        {
            Index = index,
            Label = label,
            Scores = scores,
            Margin = best - Math.Max(0, second),
            Entropy = _model.Scale.EntropyOf(scores),
            Tokens = text.TotalTokens,
            Read = text.Length,
            Unknown = text.Ids.Span.Count(text.Special.Unknown),
            TextHash = KeyedHash.OfText(key, input.Item.Text),
            Text = _level is MemoryLevel.Text ? input.Item.Text : null,
        };
        return Evidence ? WithShares(item, text, result, label) : item;
    }

    /// <summary>The piece of an unknown word is the vocabulary's sign for it: what it was is in no file below the level of texts.</summary>
    private StoredItem WithShares(StoredItem item, Text.EncodedText text, ForwardResult result, int label)
    {
        var ids = text.Ids.Span;
        string[] pieces = new string[ids.Length];
        short[] shares = new short[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            pieces[i] = _model.Encoder[ids[i]];
            shares[i] = EvidenceScale.Of(result.Evidence[(i * result.Logits.Length) + label]);
        }

        return item with { Pieces = pieces, Shares = shares };
    }
}

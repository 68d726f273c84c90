using TextClassify.Inference.Batching;
using TextClassify.Models.Aspect;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>
/// Runs both graphs of an aspect model: the encoder by the batcher, so that texts of many callers share runs, then the readout on the
/// states of the call's own texts, in the same slots.
/// </summary>
internal sealed class OnnxAspectPass : IAspectPass, IDisposable
{
    private readonly SharedSession _encoder;
    private readonly SharedSession _readout;
    private readonly Batcher _batcher;
    private readonly RunSlots _slots;
    private readonly BatchingRules _rules;
    private readonly TimeProvider _time;

    /// <param name="encoder">Owned by this instance.</param>
    /// <param name="readout">Owned by this instance.</param>
    /// <param name="manifest">Fits both graphs.</param>
    /// <param name="slots">Shared by all models.</param>
    /// <param name="rules">Limits of its runs and its queue.</param>
    /// <param name="time">Measures queue and compute.</param>
    /// <param name="meter">Told of every run of the encoder.</param>
    public OnnxAspectPass(
        GraphSession encoder,
        GraphSession readout,
        AspectManifest manifest,
        RunSlots slots,
        BatchingRules rules,
        TimeProvider time,
        BatchMeter? meter = null)
    {
        _encoder = new SharedSession(encoder);
        _readout = new SharedSession(readout);
        _batcher = new Batcher(new AspectEncoderRunner(_encoder, manifest), slots, rules, time, meter ?? BatchMeter.None);
        (_slots, _rules, _time) = (slots, rules, time);
        Shape = manifest.Shape;
        Bias = AspectReadoutRun.Bias(readout, manifest.Shape);
    }

    public ForwardShape Shape { get; }

    public ReadOnlyMemory<float> Bias { get; }

    public async Task<AspectBatch> RunAsync(
        IReadOnlyList<AspectRow> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        var ids = new ReadOnlyMemory<int>[rows.Count];
        bool finds = false;
        for (int row = 0; row < ids.Length; row++)
        {
            ids[row] = rows[row].Ids;
            finds |= rows[row].Aspects is null;
            ArgumentOutOfRangeException.ThrowIfZero(ids[row].Length, nameof(rows));
        }

        var texts = await _batcher.RunAsync(
            ids, (outputs & ForwardOutputs.Zones) | (finds ? ForwardOutputs.Tags : 0), terms, cancellationToken).ConfigureAwait(false);
        var aspects = new IReadOnlyList<TokenRange>[rows.Count];
        var asked = new List<ReadoutRow>();
        for (int row = 0; row < aspects.Length; row++)
        {
            var text = texts.Results[row];
            aspects[row] = text.Fault is not null ? [] : rows[row].Aspects ?? AspectTags.Spans(text.Tags);
            asked.AddRange(aspects[row].Select(aspect => new ReadoutRow(text, aspect)));
        }

        var (results, queue, compute) = await ReadOutAsync(asked, outputs, terms, cancellationToken).ConfigureAwait(false);
        var readings = new AspectReading[rows.Count];
        for (int row = 0, next = 0; row < readings.Length; next += aspects[row++].Count)
        {
            readings[row] = new AspectReading(aspects[row], results[next..(next + aspects[row].Count)], texts.Results[row].Fault);
        }

        return new AspectBatch(readings, texts.Queue + queue, texts.Compute + compute);
    }

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _batcher.Dispose();
        _encoder.Dispose();
        _readout.Dispose();
    }

    private async Task<(ForwardResult[] Results, TimeSpan Queue, TimeSpan Compute)> ReadOutAsync(
        List<ReadoutRow> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        var results = new ForwardResult[rows.Count];
        var (queue, compute) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var block in LengthPlan.Cut([.. rows.Select(row => row.Tokens(Shape))], _rules.For(terms.Lane).MaxTokens))
        {
            var (waited, ran) = await _slots.RunAsync(
                terms.Lane,
                admitted: true,
                (long)block.Rows.Length * block.Longest,
                () => Run(rows, block.Rows.Span, outputs, results),
                _time,
                cancellationToken).ConfigureAwait(false);
            queue += waited;
            compute += ran;
        }

        return terms.Partial || Array.Find(results, static result => result.Fault is not null)?.Fault is not { } fault
            ? (results, queue, compute)
            : throw fault;
    }

    private void Run(List<ReadoutRow> rows, ReadOnlySpan<int> places, ForwardOutputs outputs, ForwardResult[] results)
    {
        var block = new ReadoutRow[places.Length];
        for (int place = 0; place < block.Length; place++)
        {
            block[place] = rows[places[place]];
        }

        var read = new ForwardResult[block.Length];
        var session = _readout.Enter();
        try
        {
            AspectReadoutRun.Run(session, Shape, Bias, block, outputs, read);
        }
        finally
        {
            _readout.Leave();
        }

        for (int place = 0; place < block.Length; place++)
        {
            results[places[place]] = read[place];
        }
    }
}

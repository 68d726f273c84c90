namespace TextClassify.Inference.Batching;

/// <summary>
/// Instruments of one model's batcher, on the meter <see cref="Name"/>. Tags: <c>model</c> (name/version), <c>lane</c> (interactive, bulk),
/// <c>outcome</c>, <c>kind</c> (real, padded), <c>phase</c> (queue, compute).
/// </summary>
internal sealed class BatchMeter
{
    public const string Name = "TextClassify.Inference";

    public const string Answer = "answered";
    public const string Failure = "failed";
    public const string Cancellation = "cancelled";
    public const string Expiry = "expired";
    public const string Refusal = "refused";

    private readonly BatchInstruments? _to;
    private readonly KeyValuePair<string, object?> _model;

    private BatchMeter(BatchInstruments? to, string model)
    {
        _to = to;
        _model = new("model", model);
    }

    /// <summary>For graphs that serve nobody.</summary>
    public static BatchMeter None { get; } = new(null, "");

    public static BatchMeter Of(BatchInstruments? instruments, string model)
    {
        var meter = new BatchMeter(instruments, model);
        meter.StartAtZero();
        return meter;
    }

    public void Watch(Batcher batcher) => _to?.Watch(batcher, _model);

    public void Forget(Batcher batcher) => _to?.Forget(batcher);

    /// <param name="lane">Whose run it was.</param>
    /// <param name="rows">In the run.</param>
    /// <param name="real">Their tokens.</param>
    /// <param name="padded">Rows times the longest.</param>
    /// <param name="compute">How long it took.</param>
    public void Ran(ForwardLane lane, int rows, long real, long padded, TimeSpan compute)
    {
        if (_to is null)
        {
            return;
        }

        var tag = Tag(lane);
        _to.Rows.Record(rows, _model, tag);
        _to.Padding.Record((double)padded / real, _model, tag);
        _to.Tokens.Add(real, _model, tag, new("kind", "real"));
        _to.Tokens.Add(padded, _model, tag, new("kind", "padded"));
        _to.Phase.Record(compute.TotalSeconds, _model, tag, new("phase", "compute"));
    }

    public void Answered(ForwardLane lane, string outcome, TimeSpan queue)
    {
        if (_to is null)
        {
            return;
        }

        _to.Calls.Add(1, _model, Tag(lane), new("outcome", outcome));
        if (outcome is Answer)
        {
            _to.Phase.Record(queue.TotalSeconds, _model, Tag(lane), new("phase", "queue"));
        }
    }

    /// <summary>Notes rows that failed alone, and why, where their call is answered all the same.</summary>
    public void Faulted(ReadOnlySpan<ForwardResult> results)
    {
        foreach (var result in results)
        {
            if (result.Fault is { } fault)
            {
                _to?.Faulted(fault, _model);
            }
        }
    }

    private static KeyValuePair<string, object?> Tag(ForwardLane lane) =>
        new("lane", lane is ForwardLane.Interactive ? "interactive" : "bulk");

    private void StartAtZero()
    {
        _to?.Faults.Add(0, _model);
        foreach (var lane in new[] { ForwardLane.Interactive, ForwardLane.Bulk })
        {
            foreach (string outcome in new[] { Answer, Failure, Cancellation, Expiry, Refusal })
            {
                _to?.Calls.Add(0, _model, Tag(lane), new("outcome", outcome));
            }

            _to?.Tokens.Add(0, _model, Tag(lane), new("kind", "real"));
            _to?.Tokens.Add(0, _model, Tag(lane), new("kind", "padded"));
        }
    }
}

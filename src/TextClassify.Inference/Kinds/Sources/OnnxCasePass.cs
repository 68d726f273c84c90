using TextClassify.Communication;
using TextClassify.Inference.Batching;
using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>Runs the three graphs of a model of several sources: a block of cases a run, in the slots that all models share.</summary>
internal sealed class OnnxCasePass : ICasePass, IDisposable
{
    private readonly SharedSources _sessions;
    private readonly SourcesManifest _manifest;
    private readonly RunSlots _slots;
    private readonly BatchingRules _rules;
    private readonly TimeProvider _time;

    /// <param name="sessions">Owned by this instance.</param>
    /// <param name="manifest">Fits the graphs.</param>
    /// <param name="slots">Shared by all models.</param>
    /// <param name="rules">Limits of its runs.</param>
    /// <param name="time">Measures queue and compute.</param>
    public OnnxCasePass(SourcesSessions sessions, SourcesManifest manifest, RunSlots slots, BatchingRules rules, TimeProvider time)
    {
        _sessions = new SharedSources(sessions);
        (_manifest, _slots, _rules, _time) = (manifest, slots, rules, time);
        Nodes = new OnnxNodePass(_sessions, manifest, slots, time);
        Bias = CaseRun.Bias(sessions.Readout, manifest);
    }

    /// <summary>Each source by itself, over the same graphs.</summary>
    public OnnxNodePass Nodes { get; }

    public ForwardShape Shape => _manifest.Shape;

    public ReadOnlyMemory<float> Bias { get; }

    public int Rounds => _manifest.Communication.Rounds;

    public int MessageBytes => sizeof(float) * _manifest.Communication.MessageWidth;

    public async Task<CaseAnswers> RunAsync(
        IReadOnlyList<CaseRow> cases, bool tokens, ForwardTerms terms, CancellationToken cancellationToken)
    {
        var readings = new CaseReading[cases.Count];
        var (queue, compute) = (TimeSpan.Zero, TimeSpan.Zero);
        for (int start = 0; start < cases.Count;)
        {
            var (count, work) = Block(cases, start, _rules.For(terms.Lane).MaxTokens);
            int first = start;
            var (waited, ran) = await RunAsync(
                terms, start > 0, work, () => Run(cases, first, count, tokens, readings), cancellationToken).ConfigureAwait(false);
            queue += waited;
            compute += ran;
            start += count;
        }

        return terms.Partial || Array.Find(readings, static reading => reading.Fault is not null)?.Fault is not { } fault
            ? new CaseAnswers(readings, queue, compute)
            : throw fault;
    }

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose() => _sessions.Dispose();

    /// <summary>Waits no longer than the lane and the caller's deadline allow; a run that has begun goes on.</summary>
    private async Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        ForwardTerms terms, bool admitted, long work, Action run, CancellationToken cancellationToken)
    {
        var most = _rules.MaxWait(terms.Lane);
        CallDeadline? own = terms.Deadline is { } deadline && (most == Timeout.InfiniteTimeSpan || deadline.Left(_time) < most)
            ? deadline
            : null;
        using var late = new CancellationTokenSource(own?.Left(_time) ?? most, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await _slots.RunAsync(terms.Lane, admitted, work, run, _time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ForwardDeadlineException(own?.Limit ?? most) { Deadline = own };
        }
    }

    /// <summary>How many cases from one on are within the budget, at least one, and their tokens with padding.</summary>
    private static (int Count, long Tokens) Block(IReadOnlyList<CaseRow> cases, int start, int most)
    {
        int texts = 0, longest = 0, count = 0;
        while (start + count < cases.Count)
        {
            var sources = cases[start + count].Sources;
            int next = Math.Max(longest, sources.Max(source => source.Ids.Length));
            if (count > 0 && (long)next * (texts + sources.Count) > most)
            {
                break;
            }

            (texts, longest, count) = (texts + sources.Count, next, count + 1);
        }

        return (count, (long)longest * texts);
    }

    private void Run(IReadOnlyList<CaseRow> cases, int first, int count, bool tokens, CaseReading[] readings)
    {
        var block = new CaseRow[count];
        for (int i = 0; i < count; i++)
        {
            block[i] = cases[first + i];
        }

        _sessions.Run(open => new CaseRun(open, _manifest, Bias, block).Answer(tokens, readings.AsSpan(first, count)));
    }
}

using TextClassify.Communication;

namespace TextClassify.Inference.Nodes;

/// <summary>A case that nodes have read.</summary>
public sealed class NodeReading
{
    private readonly ICaseClassifier _model;
    private readonly CaseId _id;
    private readonly NodeLine _line;
    private readonly byte[] _sha256;

    private readonly TimeProvider _time;
    private readonly long _since;

    internal NodeReading(ICaseClassifier model, CaseId id, NodeSeat[] seats, NodeLine line, TimeProvider time)
    {
        (_model, _id, Seats, _line, _time) = (model, id, seats, line, time);
        _since = time.GetTimestamp();
        _sha256 = Convert.FromHexString(model.Sha256);
    }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<NodeSeat> Seats { get; }

    /// <summary>Whose nodes have answered so far, in that order.</summary>
    public IReadOnlyList<NodeSeat> Alive => [.. Seats.Where(static seat => seat.Fault is null)];

    /// <summary>Since the nodes were first asked.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_since);

    public NodeTraffic Traffic => _line.Traffic;

    private INodePass Pass => _model.Nodes;

    /// <summary>Asks the nodes that are left, in as many rounds as the model has.</summary>
    /// <param name="variants">Of the sources that are <see cref="Alive"/>; the first is the one whose tokens are told.</param>
    /// <param name="tokens">Whether their shares are told.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    /// <returns>Null where a node was lost meanwhile: ask again of those that are left.</returns>
    public async Task<CaseReading?> AskAsync(IReadOnlyList<CaseVariant> variants, bool tokens, CancellationToken cancellationToken)
    {
        NodeSeat[] seats = [.. Alive];
        var exchange = new NodeExchange(variants, [.. seats.Select(seat => seat.Message)], Pass.MessageWidth);
        int rounds = _model.Cases.Rounds;
        for (int round = 0; round < Math.Max(1, rounds); round++)
        {
            bool isLast = round >= rounds - 1;
            exchange.Hear(round);
            float[]?[] told = await Task.WhenAll(seats.Select((seat, source) => StepAsync(
                seat,
                new StepQuestion(_id, (byte)round, variants.Count, isLast, rounds == 0 ? default : exchange.HeardBy(source)),
                cancellationToken))).ConfigureAwait(false);
            if (Array.Exists(told, static one => one is null))
            {
                return null;
            }

            if (!isLast)
            {
                exchange.Say(told!);
                continue;
            }

            float[] parts = NodeExchange.Interleave(told!, variants.Count, Pass.Evidence.Length);
            var reading = Merge(seats, variants, parts);
            return tokens && reading.Fault is null
                ? reading with { Tokens = await TokensAsync(seats, variants[0], parts, reading, cancellationToken).ConfigureAwait(false) }
                : reading;
        }

        return null;
    }

    internal Task ReadAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Seats.Select(seat => ReadAsync(seat, cancellationToken)));

    private async Task ReadAsync(NodeSeat seat, CancellationToken cancellationToken)
    {
        byte[] question = new ReadQuestion(_id, seat.Source.Ids, seat.Source.Reference).ToBytes();
        var check = await _line.AskAsync(
            Key(seat), NodeSubjects.Read(Subject(seat)), question, Read, mustBeAnswered: true, cancellationToken).ConfigureAwait(false);
        seat.Fault = check.Fault;
        if (check.Value is { } reply)
        {
            (seat.Instance, seat.Message) = (reply.Instance, reply.Message);
            (seat.Length, seat.TotalTokens, seat.Unknown) = (reply.Length, reply.Total, reply.Unknown);
        }

        NodeCheck<ReadReply> Read(ReadOnlyMemory<byte> payload)
        {
            var read = ReadReply.Of(payload.Span, _id, _sha256, Pass, _model.Sources[seat.Source.Role].MaxTokens);
            return seat.Source.Reference is null && read.Value is { } told && told.Length != seat.Source.Ids.Length
                ? NodeFault.Lie("it has read another text")
                : read;
        }
    }

    private async Task<float[]?> StepAsync(NodeSeat seat, StepQuestion question, CancellationToken cancellationToken)
    {
        string subject = NodeSubjects.Step(Subject(seat), seat.Instance);
        var check = await _line.AskAsync(
            Key(seat),
            subject,
            question.ToBytes(),
            payload => StepReply.Of(payload.Span, question, Pass, seat.Length),
            mustBeAnswered: true,
            cancellationToken).ConfigureAwait(false);
        seat.Fault = check.Fault;
        return check.Value;
    }

    private CaseReading Merge(NodeSeat[] seats, IReadOnlyList<CaseVariant> variants, float[] parts)
    {
        var rows = new SourceRow[seats.Length];
        var kept = new (float[] Scores, float[] Values)[variants.Count * seats.Length];
        return new CaseMerge(Pass.Evidence, _model.Cases.Bias, parts, kept).Next(new CaseRow(rows, variants));
    }

    /// <summary>A node that does not tell its tokens takes part all the same.</summary>
    private Task<float[][]> TokensAsync(
        NodeSeat[] seats, CaseVariant variant, float[] parts, CaseReading reading, CancellationToken cancellationToken)
    {
        var shape = Pass.Evidence;
        float[] merged = new float[shape.Length], logits = new float[shape.Classes], shares = new float[seats.Length * shape.Classes];
        bool[] present = [.. seats.Select((_, source) => variant.Has(source))];
        EvidenceMerge.TryMerge(
            parts.AsSpan(0, seats.Length * shape.Length),
            present,
            _model.Cases.Bias.Span,
            shape,
            new EvidencePart(merged, shape),
            shares,
            logits);
        byte[] question = new TokensQuestion(_id, merged.AsMemory(0, 2 * shape.Aspects)).ToBytes();
        return Task.WhenAll(seats.Select((seat, source) => present[source]
            ? TokensAsync(seat, question, reading.Answers[0].Shares.AsMemory(source * shape.Classes, shape.Classes), cancellationToken)
            : Task.FromResult<float[]>([])));
    }

    private async Task<float[]> TokensAsync(
        NodeSeat seat, byte[] question, ReadOnlyMemory<float> share, CancellationToken cancellationToken)
    {
        string subject = NodeSubjects.Tokens(Subject(seat), seat.Instance);
        var check = await _line.AskAsync(
            Key(seat),
            subject,
            question,
            payload => TokensReply.Of(payload.Span, _id, seat.Source.Reference is not null, seat.Length, share.Span),
            mustBeAnswered: false,
            cancellationToken).ConfigureAwait(false);
        seat.TokenFault = check.Fault;
        seat.Tokens = check.Value?.Tokens ?? [];
        return check.Value?.Shares ?? [];
    }

    private NodeKey Key(NodeSeat seat) =>
        new(_model.Manifest.Name, _model.Manifest.Version, _model.Sources[seat.Source.Role].Name);

    private string Subject(NodeSeat seat)
    {
        var key = Key(seat);
        return NodeSubjects.Source(key.Model, key.Version, key.Source);
    }
}

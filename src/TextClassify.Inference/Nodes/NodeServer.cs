namespace TextClassify.Inference.Nodes;

/// <summary>
/// One node: it answers for one source of a package, whoever carries questions and replies. It believes nothing of a question. Safe for
/// concurrent use.
/// </summary>
public sealed class NodeServer
{
    /// <summary>More than are ever asked of a case of 16 sources.</summary>
    private const int MostVariants = 512;

    /// <summary>64 MiB of what was read.</summary>
    private const long MostNumbers = 16L << 20;

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private readonly ICaseClassifier _model;
    private readonly int _role;
    private readonly NodeTexts _texts;
    private readonly byte[] _sha256;
    private readonly NodeSessions _sessions;

    /// <param name="model">Of which it is a node.</param>
    /// <param name="role">The source.</param>
    /// <param name="texts">That it has by itself.</param>
    /// <param name="instance">Names this process; another start has another.</param>
    /// <param name="time">Tells when a text is forgotten.</param>
    public NodeServer(ICaseClassifier model, int role, NodeTexts texts, ulong instance, TimeProvider time)
    {
        (_model, _role, _texts, Instance) = (model, role, texts, instance);
        _sha256 = Convert.FromHexString(model.Sha256);
        _sessions = new NodeSessions(time, Age, MostNumbers);
        Source = NodeSubjects.Source(model.Manifest.Name, model.Manifest.Version, model.Sources[role].Name);
    }

    public ulong Instance { get; }

    /// <summary>Where its subjects begin.</summary>
    public string Source { get; }

    /// <summary>Texts it has read and not forgotten.</summary>
    public int Held => _sessions.Count;

    /// <summary>Reads a text.</summary>
    public async Task<byte[]> ReadAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        if (ReadQuestion.Of(question.Span) is not { } asked)
        {
            return NodeForm.Refusal(NodeCode.BadQuestion, default);
        }

        string? own = null;
        EncodedText? encoded = null;
        var ids = asked.Ids;
        if (asked.Reference is { } name)
        {
            if ((own = _texts.Find(name)) is null)
            {
                return NodeForm.Refusal(NodeCode.UnknownText, asked.Case);
            }

            encoded = _model.Encoder.WithLimit(_model.Sources[_role].MaxTokens).Encode(own);
            ids = encoded.Ids;
            if (ids.Length == 0)
            {
                return NodeForm.Refusal(NodeCode.EmptyText, asked.Case);
            }
        }

        return !AreFit(ids.Span)
            ? NodeForm.Refusal(NodeCode.BadQuestion, asked.Case)
            : await AnswerAsync(asked.Case, () => ReadAsync(asked.Case, ids, own, encoded, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Takes in what was heard.</summary>
    public async Task<byte[]> StepAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        if (StepQuestion.Of(question.Span) is not { } asked)
        {
            return NodeForm.Refusal(NodeCode.BadQuestion, default);
        }

        if (!_sessions.TryFind(asked.Case, out var session))
        {
            return NodeForm.Refusal(NodeCode.UnknownCase, asked.Case);
        }

        return !IsFit(asked, session)
            ? NodeForm.Refusal(NodeCode.BadQuestion, asked.Case)
            : await AloneAsync(session, () => StepAsync(asked, session, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Tells the shares of tokens and, of a text of its own, the tokens.</summary>
    public async Task<byte[]> TokensAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        if (TokensQuestion.Of(question.Span) is not { } asked)
        {
            return NodeForm.Refusal(NodeCode.BadQuestion, default);
        }

        if (!_sessions.TryFind(asked.Case, out var session) || session.States.Length == 0)
        {
            return NodeForm.Refusal(NodeCode.UnknownCase, asked.Case);
        }

        return asked.PeaksAndSums.Length != 2 * _model.Nodes.Evidence.Aspects
            ? NodeForm.Refusal(NodeCode.BadQuestion, asked.Case)
            : await AloneAsync(session, () => TokensAsync(asked, session, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadAsync(
        CaseId id, ReadOnlyMemory<int> ids, string? own, EncodedText? encoded, CancellationToken cancellationToken)
    {
        var text = await _model.Nodes.ReadAsync(_role, ids, cancellationToken).ConfigureAwait(false);
        _sessions.Add(new NodeSession(id, text, own, encoded));
        int unknown = ids.Span.Count(_model.Encoder.Special.Unknown);
        return new ReadReply(Instance, ids.Length, encoded?.TotalTokens ?? ids.Length, unknown, text.Message).ToBytes(id, _sha256);
    }

    private async Task<byte[]> StepAsync(StepQuestion asked, NodeSession session, CancellationToken cancellationToken)
    {
        if (asked.Round == 0)
        {
            float[] first = session.Text.State, states = new float[asked.Variants * first.Length];
            for (int at = 0; at < states.Length; at += first.Length)
            {
                first.CopyTo(states, at);
            }

            session.States = states;
        }

        float[] told = await _model.Nodes.StepAsync(session.Text, session.States, asked.Heard, asked.ReadOut, cancellationToken)
            .ConfigureAwait(false);
        session.Round = asked.Round + 1;
        return StepReply.ToBytes(asked.Case, asked.Round, told);
    }

    private async Task<byte[]> TokensAsync(TokensQuestion asked, NodeSession session, CancellationToken cancellationToken)
    {
        var state = session.States.AsMemory(0, session.Text.State.Length);
        float[] shares = await _model.Nodes.TokensAsync(session.Text, state, asked.PeaksAndSums, cancellationToken).ConfigureAwait(false);
        return new TokensReply(shares, OwnTokens(session)).ToBytes(asked.Case);
    }

    private NodeToken[] OwnTokens(NodeSession session)
    {
        if (session is not { Own: { } text, Encoded: { } encoded })
        {
            return [];
        }

        var tokens = new NodeToken[encoded.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            var (start, end) = encoded.Tokens.Span[i];
            tokens[i] = new NodeToken(text[start..end], start, end, encoded.Ids.Span[i] == _model.Encoder.Special.Unknown);
        }

        return tokens;
    }

    private bool AreFit(ReadOnlySpan<int> ids) =>
        ids.Length >= 1 && ids.Length <= _model.Sources[_role].MaxTokens && !ids.ContainsAnyExceptInRange(0, _model.Encoder.Count - 1);

    private bool IsFit(StepQuestion asked, NodeSession session)
    {
        int width = _model.Nodes.MessageWidth;
        return asked.Variants is >= 1 and <= MostVariants
            && (asked.Round == 0 || (asked.Round == session.Round && session.States.Length == asked.Variants * session.Text.State.Length))
            && (asked.Heard.Length == asked.Variants * width || (asked.Heard.Length == 0 && asked.ReadOut))
            && NodeFault.Messages(asked.Heard.Span) is null;
    }

    private static async Task<byte[]> AloneAsync(NodeSession session, Func<Task<byte[]>> answer)
    {
        if (!session.TryEnter())
        {
            return NodeForm.Refusal(NodeCode.Busy, session.Case);
        }

        try
        {
            return await AnswerAsync(session.Case, answer).ConfigureAwait(false);
        }
        finally
        {
            session.Leave();
        }
    }

    private static async Task<byte[]> AnswerAsync(CaseId id, Func<Task<byte[]>> answer)
    {
        try
        {
            return await answer().ConfigureAwait(false);
        }
        catch (ForwardQueueFullException)
        {
            return NodeForm.Refusal(NodeCode.Busy, id);
        }
        catch (Exception error) when (error is OnnxRuntimeException or RunEndedException or ObjectDisposedException or InvalidDataException)
        {
            return NodeForm.Refusal(NodeCode.Failed, id);
        }
    }
}

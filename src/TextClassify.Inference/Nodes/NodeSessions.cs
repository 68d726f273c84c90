using System.Diagnostics.CodeAnalysis;
using TextClassify.Communication;

namespace TextClassify.Inference.Nodes;

/// <summary>Texts that a node has read, until they are old or newer ones need the room. Safe for concurrent use.</summary>
/// <param name="time">Tells what is old.</param>
/// <param name="age">After which a text is forgotten.</param>
/// <param name="mostNumbers">Floats that are held; the newest text is held whatever it takes.</param>
internal sealed class NodeSessions(TimeProvider time, TimeSpan age, long mostNumbers)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CaseId, LinkedListNode<NodeSession>> _byId = [];

    // The oldest first.
    private readonly LinkedList<NodeSession> _order = [];
    private long _numbers;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byId.Count;
            }
        }
    }

    public void Add(NodeSession session)
    {
        session.ReadAt = time.GetTimestamp();
        lock (_lock)
        {
            if (_byId.TryGetValue(session.Case, out var before))
            {
                Remove(before);
            }

            _byId[session.Case] = _order.AddLast(session);
            _numbers += session.Numbers;
            while (_order.First is { } oldest && oldest != _order.Last
                && (_numbers > mostNumbers || time.GetElapsedTime(oldest.Value.ReadAt) > age))
            {
                Remove(oldest);
            }
        }
    }

    public bool TryFind(CaseId id, [NotNullWhen(true)] out NodeSession? session)
    {
        lock (_lock)
        {
            session = _byId.TryGetValue(id, out var node) && time.GetElapsedTime(node.Value.ReadAt) <= age ? node.Value : null;
            return session is not null;
        }
    }

    private void Remove(LinkedListNode<NodeSession> node)
    {
        _byId.Remove(node.Value.Case);
        _order.Remove(node);
        _numbers -= node.Value.Numbers;
    }
}

/// <summary>A text that was read, and where its steps are.</summary>
/// <param name="Case">Of whom.</param>
/// <param name="Text">As it was read.</param>
/// <param name="Own">The text itself, where the node has it and nobody else.</param>
/// <param name="Encoded">The same.</param>
internal sealed record NodeSession(CaseId Case, NodeText Text, string? Own, EncodedText? Encoded)
{
    private int _isBusy;

    public long ReadAt { get; set; }

    /// <summary>Rounds that are behind it.</summary>
    public int Round { get; set; }

    /// <summary>Of each variant, [V,m].</summary>
    public float[] States { get; set; } = [];

    /// <summary>Floats that it holds, but for the states.</summary>
    public int Numbers => Text.Tokens.Length + Text.State.Length;

    /// <summary>False while another question about it is answered.</summary>
    public bool TryEnter() => Interlocked.Exchange(ref _isBusy, 1) == 0;

    public void Leave() => Volatile.Write(ref _isBusy, 0);
}

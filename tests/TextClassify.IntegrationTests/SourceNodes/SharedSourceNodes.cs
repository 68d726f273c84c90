using TextClassify.Inference.Nodes;

namespace TextClassify.SourceNodes;

/// <summary>
/// Nodes at a broker for the tests of a class, with texts of their own. They start in the first test: one without a broker is skipped.
/// </summary>
public sealed class SharedSourceNodes : IAsyncDisposable
{
    public const string Subject = "bad pizza";
    public const string Own = "the waiter was slow and the pizza was not very good";

    private TinySourceNodes? _nodes;

    internal async Task<TinySourceNodes> StartedAsync()
    {
        if (_nodes is null)
        {
            _nodes = await TinySourceNodes.StartAsync();
            await _nodes.AddAsync([0, 1, 2], new NodeTexts(new Dictionary<string, string> { ["42"] = Own, ["7"] = Subject }));
            await _nodes.ConnectedAsync();
        }

        return _nodes;
    }

    public ValueTask DisposeAsync() => _nodes?.DisposeAsync() ?? default;
}

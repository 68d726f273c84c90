using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Coalitions;

/// <summary>Marks the players that are out, [P].</summary>
internal delegate void CoalitionWriter(int index, Span<bool> removed);

/// <summary>
/// The cooperative game of a text: v(S) is what the model says of the text with the tokens of S, the others removed. A token that is what
/// stands for a removed one changes nothing, so it does not play and has exactly 0.
/// </summary>
internal sealed class TokenGame
{
    private readonly ExplanationQuery _request;
    private readonly RowRun _run;
    private readonly bool[] _removed;
    private readonly bool[] _players;

    public TokenGame(ExplanationQuery request, RowRun run)
    {
        _request = request;
        _run = run;
        _removed = new bool[request.Text.Length];
        Players = PlayersOf(request);
        _players = new bool[Players.Length];
    }

    /// <summary>Indices of the tokens that play, ascending; P of them.</summary>
    public int[] Players { get; }

    /// <summary>Logits of coalitions, [count, C]; see <see cref="RowRun.RunAsync"/>.</summary>
    public Task<int> RunAsync(int count, CoalitionWriter write, Memory<float> logits, RunStop stop, CancellationToken cancellationToken) =>
        _run.RunAsync(count, (index, row) => WriteRow(index, write, row), logits, stop, cancellationToken);

    /// <summary>[C], of the text without any player.</summary>
    public async Task<float[]> EmptyAsync(CancellationToken cancellationToken)
    {
        float[] logits = new float[_run.Logits.Length];
        await RunAsync(1, static (_, removed) => removed.Fill(true), logits, RunStop.Never, cancellationToken).ConfigureAwait(false);
        return logits;
    }

    /// <summary>Spreads values of the players over all tokens.</summary>
    public float[] Scatter(ReadOnlySpan<double> values)
    {
        float[] scores = new float[_request.Text.Length];
        for (int player = 0; player < values.Length; player++)
        {
            scores[Players[player]] = (float)values[player];
        }

        return scores;
    }

    private static int[] PlayersOf(ExplanationQuery request)
    {
        int? substitute = Removal.Substitute(request.Parameters.Removal, request.Text.Special);
        var players = new List<int>(request.Text.Length);
        var ids = request.Text.Ids.Span;
        for (int token = 0; token < ids.Length; token++)
        {
            if (ids[token] != substitute)
            {
                players.Add(token);
            }
        }

        return [.. players];
    }

    private int WriteRow(int index, CoalitionWriter write, Span<int> row)
    {
        Array.Clear(_players);
        write(index, _players);
        for (int player = 0; player < _players.Length; player++)
        {
            _removed[Players[player]] = _players[player];
        }

        return Removal.WriteRow(_request.Text.Ids.Span, _request.Text.Special, _removed, _request.Parameters.Removal, row);
    }
}

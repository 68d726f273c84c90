using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Forward;
using TextClassify.Inference.Batching;

namespace TextClassify.UnitTests.Batching;

/// <summary>Answers each row by its first token, which the tests make unique, and fails on the tokens they name.</summary>
internal sealed class EchoRunner : IBlockRunner
{
    public ConcurrentQueue<(int Rows, int Longest)> Runs { get; } = [];

    public ConcurrentDictionary<int, int> TimesRun { get; } = [];

    /// <summary>The rows' first tokens, as they were run.</summary>
    public ConcurrentQueue<int> Order { get; } = [];

    /// <summary>Goes on by a millisecond a token.</summary>
    public FakeTimeProvider? Clock { get; init; }

    public HashSet<int> Poison { get; init; } = [];

    /// <summary>Called in every run, before it answers.</summary>
    public Action During { get; set; } = static () => { };

    public void Run(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, ForwardOutputs outputs, Span<ForwardResult> results)
    {
        Runs.Enqueue((rows.Length, longest));
        During();
        for (int row = 0; row < rows.Length; row++)
        {
            int first = rows[row].Span[0];
            if (Poison.Contains(first))
            {
                throw new InvalidOperationException($"poison {first}");
            }

            results[row] = new ForwardResult { Logits = [first], Evidence = outputs.HasFlag(ForwardOutputs.Evidence) ? [first] : [] };
        }

        for (int row = 0; row < rows.Length; row++)
        {
            Order.Enqueue(rows[row].Span[0]);
            Clock?.Advance(TimeSpan.FromMilliseconds(rows[row].Length));
            TimesRun.AddOrUpdate(rows[row].Span[0], 1, static (_, times) => times + 1);
        }
    }
}

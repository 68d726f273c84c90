using TextClassify.Training.Nets.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Translation;

/// <summary>
/// Measures a net on pairs with the target before it. A row whose likeliest symbol is right at every place is one that greedy writing gets
/// right, for until its first fault it reads what was right.
/// </summary>
internal static class TranslatorScorer
{
    private const int BatchSize = 64;

    /// <returns>Nats a symbol, and the share of rows without a fault.</returns>
    public static (double Loss, double Exact) Of(
        TranslatorNet net, IReadOnlyList<EncodedPair> pairs, CancellationToken cancellationToken)
    {
        double sum = 0;
        long symbols = 0, right = 0;
        using var frozen = no_grad();
        foreach (var rows in pairs.OrderBy(pair => pair.Length).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = PairBatch.Of(rows);
            var (logits, _) = net.Forward(batch.Source, batch.InputTensor());
            var targets = batch.TargetTensor();
            long count = rows.Sum(row => row.Target.Length + 1L);
            sum += Loss(logits, targets).item<float>() * (double)count;
            symbols += count;
            var wrong = logits.argmax(2).flatten().ne(targets).logical_and(targets.ge(Scalars.Zero));
            right += batch.Rows - wrong.view(batch.Rows, batch.Time).any(1).sum().item<long>();
        }

        return (sum / symbols, (double)right / pairs.Count);
    }

    /// <summary>Nats a symbol, of logits [B,T,V] and targets [B T].</summary>
    public static Tensor Loss(Tensor logits, Tensor targets) =>
        nn.functional.cross_entropy(logits.flatten(0, 1), targets, ignore_index: PairBatch.Nothing);
}

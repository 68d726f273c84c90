using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Transformer;

/// <summary>The tables that a transformer reads pieces from; they are not trained.</summary>
internal sealed class PieceTables : IDisposable
{
    private const double Epsilon = 1e-12;

    private readonly Tensor _pieces;
    private readonly Tensor _places;
    private readonly Tensor _gain;
    private readonly Tensor _shift;

    /// <exception cref="DataException">The graph is of another net.</exception>
    public PieceTables(MiniLmGraph graph)
    {
        (_pieces, _gain, _shift) =
            (TensorOf(graph[MiniLmNames.Words]), TensorOf(graph[MiniLmNames.NormGain]), TensorOf(graph[MiniLmNames.NormShift]));

        // All pieces are of the first type: there is one text.
        using var types = TensorOf(graph[MiniLmNames.Types]);
        using var places = TensorOf(graph[MiniLmNames.Places]);
        _places = places.Plus(types[0]);
    }

    /// <summary>D.</summary>
    public int Width => (int)_pieces.size(1);

    /// <summary>V.</summary>
    public int Count => (int)_pieces.size(0);

    /// <summary>[B,T,D].</summary>
    public Tensor Embed(TokenBatch batch)
    {
        using var frozen = no_grad();
        var ids = tensor(Array.ConvertAll(batch.Ids, id => (long)id), [batch.Time, batch.Rows]).t().reshape(-1);
        var pieces = _pieces.index_select(0, ids).view(batch.Rows, batch.Time, Width);
        return functional.layer_norm(pieces.Plus(_places.narrow(0, 0, batch.Time)), [Width], _gain, _shift, Epsilon);
    }

    public void Dispose()
    {
        _pieces.Dispose();
        _places.Dispose();
        _gain.Dispose();
        _shift.Dispose();
    }

    private static Tensor TensorOf(Weight weight) => tensor(weight.Values, [.. weight.Shape.Select(size => (long)size)]);
}

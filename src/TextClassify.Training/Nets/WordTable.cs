using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Nets;

/// <summary>
/// The embedding table [V,D], kept outside of autograd: a batch touches a few hundred of its 30,000 rows, so the rows are gathered
/// here and their gradients come back through the gathered tensor. A dense optimizer over the table would cost more than the whole net.
/// </summary>
internal sealed class WordTable
{
    public WordTable(int width, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % width, 0);
        Width = width;
        Values = values;
    }

    /// <summary>D.</summary>
    public int Width { get; }

    /// <summary>V.</summary>
    public int Rows => Values.Length / Width;

    public float[] Values { get; }

    /// <summary>Another with the same values.</summary>
    public WordTable Copy() => new(Width, [.. Values]);

    public Span<float> Row(int id) => Values.AsSpan(id * Width, Width);

    /// <summary>x, [T,B,D]; zero beyond a text's length, so that no window of a convolution sees padding.</summary>
    public Tensor Gather(TokenBatch batch)
    {
        var embedded = torch.empty(batch.Time, batch.Rows, Width);
        var rows = MemoryMarshal.Cast<byte, float>(embedded.bytes);
        for (int i = 0; i < batch.Ids.Length; i++)
        {
            var row = rows.Slice(i * Width, Width);
            if (i / batch.Rows < batch.Lengths[i % batch.Rows])
            {
                Row(batch.Ids[i]).CopyTo(row);
            }
            else
            {
                row.Clear();
            }
        }

        return embedded;
    }

    /// <summary>Rounds every value to what the shipped table can hold.</summary>
    /// <param name="inBytes">It ships in bytes, and else in half precision.</param>
    public void RoundToTable(bool inBytes)
    {
        if (inBytes)
        {
            ColumnScales.Round(Values, ColumnScales.Of(Values, Width)).CopyTo(Values, 0);
            return;
        }

        var halves = new Half[Values.Length];
        TensorPrimitives.ConvertToHalf(Values, halves);
        TensorPrimitives.ConvertToSingle(halves, Values);
    }
}

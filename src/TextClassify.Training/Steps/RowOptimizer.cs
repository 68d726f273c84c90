using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TextClassify.Training.Steps;

/// <summary>
/// Adam over the rows of the embedding table that a batch has. Each row counts its own steps, so a rare word's first step is corrected
/// like a frequent one's. Padding never moves. No weight decay: it would pull rows to zero that a batch merely happens to have.
/// </summary>
internal sealed class RowOptimizer(WordTable table)
{
    private readonly float[] _first = new float[table.Values.Length];
    private readonly float[] _second = new float[table.Values.Length];
    private readonly int[] _steps = new int[table.Rows];
    private readonly int[] _slots = new int[table.Rows];
    private readonly List<int> _touched = [];
    private float[] _sums = [];

    /// <summary>Its state by name; step counts are whole numbers below 2^24, exact in float32.</summary>
    public IEnumerable<Weight> State =>
    [
        new("rows.first", [_first.Length], _first),
        new("rows.second", [_second.Length], _second),
        new("rows.steps", [_steps.Length], [.. _steps.Select(step => (float)step)]),
    ];

    /// <summary>Sums the gradients [T,B,D] of a batch over the positions of each row; gives their squared norm.</summary>
    public double Accumulate(TokenBatch batch, ReadOnlySpan<float> gradient)
    {
        int width = table.Width;
        if (_sums.Length < batch.Ids.Length * width)
        {
            _sums = new float[batch.Ids.Length * width];
        }

        _touched.Clear();
        for (int i = 0; i < batch.Ids.Length; i++)
        {
            int id = batch.Ids[i];
            if (id == Vocabulary.PadId)
            {
                continue;
            }

            var part = gradient.Slice(i * width, width);
            int slot = _slots[id] - 1;
            if (slot < 0)
            {
                slot = _touched.Count;
                _slots[id] = slot + 1;
                _touched.Add(id);
                part.CopyTo(_sums.AsSpan(slot * width));
            }
            else
            {
                var sum = _sums.AsSpan(slot * width, width);
                TensorPrimitives.Add(sum, part, sum);
            }
        }

        foreach (int id in CollectionsMarshal.AsSpan(_touched))
        {
            _slots[id] = 0;
        }

        return TensorPrimitives.SumOfSquares<float>(_sums.AsSpan(0, _touched.Count * width));
    }

    /// <summary>Moves the rows of the last <see cref="Accumulate"/>.</summary>
    public void Step(float rate, float scale)
    {
        int width = table.Width;
        for (int slot = 0; slot < _touched.Count; slot++)
        {
            int id = _touched[slot];
            int start = id * width;
            var sum = _sums.AsSpan(slot * width, width);
            AdamKernel.Update(
                table.Row(id), _first.AsSpan(start, width), _second.AsSpan(start, width), sum, scale, ++_steps[id], rate, decay: 0);
        }
    }

    public void Load(WeightTable state)
    {
        state["rows.first"].Values.CopyTo(_first, 0);
        state["rows.second"].Values.CopyTo(_second, 0);
        float[] steps = state["rows.steps"].Values;
        for (int row = 0; row < steps.Length; row++)
        {
            _steps[row] = (int)steps[row];
        }
    }
}

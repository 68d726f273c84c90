namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// States packed for dot products: panels of <see cref="PanelStates"/> states, each panel [W, 32], so that one number of a query meets one
/// number of 32 states at a time. Immutable.
/// </summary>
public sealed class StateTable
{
    internal const int PanelStates = 32;

    private readonly float[] _panels;
    private readonly float[] _norms;

    private StateTable(float[] panels, float[] norms, int count, int width)
    {
        _panels = panels;
        _norms = norms;
        Count = count;
        Width = width;
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>W.</summary>
    public int Width { get; }

    internal int Panels => _norms.Length / PanelStates;

    /// <param name="states">[N, W], row-major.</param>
    /// <param name="width">W.</param>
    public static StateTable Of(ReadOnlySpan<float> states, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(states.Length % width, 0);
        int count = states.Length / width;
        int panels = (count + PanelStates - 1) / PanelStates;
        float[] packed = new float[checked(panels * PanelStates * width)];
        float[] norms = new float[panels * PanelStates];

        // What fills the last panel is infinitely far from everything.
        norms.AsSpan(count).Fill(float.PositiveInfinity);
        for (int state = 0; state < count; state++)
        {
            var row = states.Slice(state * width, width);
            var column = packed.AsSpan(Offset(state, width));
            float norm = 0;
            for (int unit = 0; unit < width; unit++)
            {
                column[unit * PanelStates] = row[unit];
                norm = MathF.FusedMultiplyAdd(row[unit], row[unit], norm);
            }

            norms[state] = norm;
        }

        return new StateTable(packed, norms, count, width);
    }

    /// <summary>Writes one state, [W].</summary>
    public void CopyState(int state, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)Count, nameof(state));
        var column = _panels.AsSpan(Offset(state, Width));
        for (int unit = 0; unit < Width; unit++)
        {
            values[unit] = column[unit * PanelStates];
        }
    }

    /// <summary>[W, 32].</summary>
    internal ReadOnlySpan<float> Panel(int panel) => _panels.AsSpan(panel * PanelStates * Width, PanelStates * Width);

    /// <summary>Squared lengths of a panel's states, [32].</summary>
    internal ReadOnlySpan<float> Norms(int panel) => _norms.AsSpan(panel * PanelStates, PanelStates);

    private static int Offset(int state, int width) => (state / PanelStates * PanelStates * width) + (state % PanelStates);
}

namespace TextClassify.Inference.Sessions;

/// <summary>A language model's state as its graphs take it.</summary>
/// <param name="Values">[L,H]; empty is zeros.</param>
/// <param name="Layers">L.</param>
/// <param name="Width">H.</param>
internal sealed record RecurrentState(ReadOnlyMemory<float> Values, int Layers, int Width)
{
    /// <summary>The same state before every row, [L,rows,H].</summary>
    public OrtValue Before(int rows) =>
        OrtValue.CreateTensorValueFromMemory(Repeat(Values.Span, Layers, rows, Width), [Layers, rows, Width]);

    /// <summary>The same state before every row: [L,rows,H] of [L,H], or zeros of nothing.</summary>
    public static float[] Repeat(ReadOnlySpan<float> from, int layers, int rows, int width)
    {
        float[] state = new float[layers * rows * width];
        if (!from.IsEmpty)
        {
            for (int slot = 0; slot < layers * rows; slot++)
            {
                from.Slice(slot / rows * width, width).CopyTo(state.AsSpan(slot * width));
            }
        }

        return state;
    }
}

namespace TextClassify.Inference.Sessions;

/// <summary>A language model's state as its graphs take it.</summary>
internal static class LanguageState
{
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

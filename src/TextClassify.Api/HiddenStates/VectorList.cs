using TextClassify.HiddenStates;

namespace TextClassify.Api.HiddenStates;

/// <summary>Rows of numbers as a request wants them written.</summary>
internal static class VectorList
{
    /// <param name="encoding">One that <see cref="StateWords.EncodingProblem"/> finds no fault with.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="rows">Tokens or characters.</param>
    public static StateVectors Of(string encoding, float[] values, int rows)
    {
        int[] shape = [rows, values.Length / rows];
        return encoding switch
        {
            "numbers" => new StateVectors(encoding, shape, null, Rows(values, rows)),
            "base64-f16le" => new StateVectors(encoding, shape, VectorPacking.ToBase64Half(values), null),
            _ => new StateVectors(encoding, shape, VectorPacking.ToBase64Single(values), null),
        };
    }

    public static float[][] Rows(float[] values, int rows)
    {
        int width = values.Length / rows;
        float[][] jagged = new float[rows][];
        for (int row = 0; row < rows; row++)
        {
            jagged[row] = values.AsSpan(row * width, width).ToArray();
        }

        return jagged;
    }
}

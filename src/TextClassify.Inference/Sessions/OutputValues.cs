namespace TextClassify.Inference.Sessions;

/// <summary>Reads what a run gave; a graph may give another shape than it declares.</summary>
internal static class OutputValues
{
    /// <exception cref="InvalidDataException">There are not so many numbers.</exception>
    public static ReadOnlySpan<float> Of(OrtValue value, long count)
    {
        var numbers = value.GetTensorDataAsSpan<float>();
        return numbers.Length == count
            ? numbers
            : throw new InvalidDataException($"The model gave {numbers.Length} numbers where it must give {count}.");
    }
}

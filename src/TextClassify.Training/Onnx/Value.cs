namespace TextClassify.Training.Onnx;

/// <summary>A tensor of a graph under construction, by its name; the empty name is an input left out.</summary>
internal readonly record struct Value(string Name)
{
    public static readonly Value None = new("");
}

using TextClassify.Training.Vectors;

namespace TextClassify.Training.Pretraining;

/// <summary>What a classifier starts from.</summary>
/// <param name="Description">What made it.</param>
/// <param name="Vectors">Of its words.</param>
/// <param name="Body">Weights of the layers between table and output.</param>
internal sealed record Base(BaseDescription Description, WordVectors Vectors, WeightTable Body)
{
    /// <summary>Whether a net of this shape can take the body: all but the output layer is of one size.</summary>
    public bool Suits(CrnnOptions net) => JsonShape(net) == JsonShape(Description.Net);

    private static string JsonShape(CrnnOptions net) => System.Text.Json.JsonSerializer.Serialize(net, StrictJson.Compact);
}

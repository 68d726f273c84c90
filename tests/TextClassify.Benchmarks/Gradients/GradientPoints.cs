using TextClassify.Benchmarks.Forward;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>The nodes of an integral, as both runtimes take them.</summary>
/// <param name="Embeddings">[points,T,D].</param>
/// <param name="Tokens">T.</param>
/// <param name="Targets">w, [points,C].</param>
internal sealed record GradientPoints(float[] Embeddings, int Tokens, float[] Targets)
{
    /// <summary>Points on the way from zero to a text of random embeddings, of class 0.</summary>
    public static GradientPoints Of(int width, int tokens, int points)
    {
        var random = new Random(tokens);
        float[] text = new float[tokens * width], embeddings = new float[points * text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = random.NextSingle() - 0.5f;
        }

        for (int i = 0; i < embeddings.Length; i++)
        {
            embeddings[i] = text[i % text.Length] * (i / text.Length) / (points - 1);
        }

        float[] targets = new float[points * SampleNet.Classes];
        for (int point = 0; point < points; point++)
        {
            targets[point * SampleNet.Classes] = 1;
        }

        return new GradientPoints(embeddings, tokens, targets);
    }
}

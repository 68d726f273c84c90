using System.Numerics.Tensors;

namespace TextClassify.Api.HiddenStates;

/// <summary>The zones of a layer's gates as answers show them.</summary>
internal static class ZoneList
{
    /// <param name="zones">[steps,count,width].</param>
    /// <param name="steps">Characters or tokens.</param>
    /// <param name="count">Zones of a step.</param>
    /// <param name="width">Of a zone.</param>
    /// <param name="norms">Whether to measure them.</param>
    /// <param name="encoding">How to write them; null for not at all.</param>
    public static ZoneSequence Of(float[] zones, int steps, int count, int width, bool norms, string? encoding) => new()
    {
        Count = count,
        Width = width,
        Norms = norms ? Norms(zones, steps, count, width) : null,
        Vectors = encoding is not null ? VectorList.Of(encoding, zones, steps) : null,
    };

    private static float[][] Norms(float[] zones, int steps, int count, int width)
    {
        float[][] norms = new float[steps][];
        for (int step = 0; step < steps; step++)
        {
            norms[step] = new float[count];
            for (int zone = 0; zone < count; zone++)
            {
                norms[step][zone] = TensorPrimitives.Norm<float>(zones.AsSpan(((step * count) + zone) * width, width));
            }
        }

        return norms;
    }
}

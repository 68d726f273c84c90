using TextClassify.Communication;

namespace TextClassify.Inference.Nodes;

/// <summary>The messages of one case's variants, which its coordinator passes on.</summary>
internal sealed class NodeExchange
{
    private readonly IReadOnlyList<CaseVariant> _variants;
    private readonly int _sources;
    private readonly int _width;

    // [V,N,d] both.
    private readonly float[] _messages;
    private readonly float[] _heard;

    /// <param name="variants">V of them, of the same sources.</param>
    /// <param name="first">What each source says behind its text, [d].</param>
    /// <param name="width">d.</param>
    public NodeExchange(IReadOnlyList<CaseVariant> variants, float[][] first, int width)
    {
        (_variants, _sources, _width) = (variants, first.Length, width);
        _heard = new float[variants.Count * first.Length * width];
        _messages = new float[_heard.Length];
        for (int at = 0; at < _messages.Length; at += width)
        {
            first[at / width % _sources].CopyTo(_messages, at);
        }
    }

    /// <summary>What arrives in a round.</summary>
    public void Hear(int round)
    {
        int block = _sources * _width;
        for (int variant = 0; variant < _variants.Count; variant++)
        {
            for (int source = 0; source < _sources && round < _variants[variant].Rounds; source++)
            {
                MessageMean.Hear(
                    _variants[variant].Hears[source],
                    _messages.AsSpan(variant * block, block),
                    _heard.AsSpan((variant * block) + (source * _width), _width));
            }
        }
    }

    /// <summary>What each variant of a source heard, [V,d].</summary>
    public float[] HeardBy(int source)
    {
        float[] heard = new float[_variants.Count * _width];
        for (int variant = 0; variant < _variants.Count; variant++)
        {
            _heard.AsSpan(((variant * _sources) + source) * _width, _width).CopyTo(heard.AsSpan(variant * _width));
        }

        return heard;
    }

    /// <summary>What each source says next.</summary>
    /// <param name="told">Of each source, [V,d].</param>
    public void Say(float[][] told) => Interleave(told, _variants.Count, _width).CopyTo(_messages, 0);

    /// <summary>From numbers of each source, [V,w], to those of each variant, [V,N,w].</summary>
    public static float[] Interleave(float[][] told, int variants, int width)
    {
        float[] all = new float[told.Length * variants * width];
        for (int variant = 0; variant < variants; variant++)
        {
            for (int source = 0; source < told.Length; source++)
            {
                told[source].AsSpan(variant * width, width).CopyTo(all.AsSpan(((variant * told.Length) + source) * width));
            }
        }

        return all;
    }
}

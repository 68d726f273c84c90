namespace TextClassify.Language;

/// <summary>Draws characters. For one text at a time; allocates nothing while it draws.</summary>
internal sealed class Sampler
{
    private readonly SamplingOptions _options;
    private readonly float[] _weights;
    private readonly int[] _ids;
    private SplitMix64 _random;

    /// <param name="options">How.</param>
    /// <param name="characters">V.</param>
    public Sampler(SamplingOptions options, int characters)
    {
        _options = options;
        _weights = new float[characters];
        _ids = new int[characters];
        _random = new SplitMix64(options.Seed, stream: 0);
    }

    /// <summary>The next id; never the unknown character, which can't be written.</summary>
    /// <param name="logits">[V]; the unknown character's is overwritten.</param>
    public int Next(Span<float> logits)
    {
        logits[CharacterVocabulary.UnknownId] = float.NegativeInfinity;
        if (_options.Temperature == 0)
        {
            return TensorPrimitives.IndexOfMax(logits);
        }

        float most = TensorPrimitives.Max(logits);
        for (int id = 0; id < logits.Length; id++)
        {
            _weights[id] = MathF.Exp((float)((logits[id] - most) / _options.Temperature));
            _ids[id] = id;
        }

        int kept = Keep();
        double left = _random.NextDouble() * Sum(kept);
        for (int place = 0; place < kept; place++)
        {
            left -= _weights[place];
            if (left < 0)
            {
                return _ids[place];
            }
        }

        return _ids[0];
    }

    /// <summary>Brings what may be drawn to the front, likeliest first where a limit is set.</summary>
    private int Keep()
    {
        if (_options is { TopK: 0, TopP: 1 })
        {
            return _weights.Length;
        }

        Array.Sort(_weights, _ids);
        Array.Reverse(_weights);
        Array.Reverse(_ids);
        int kept = _options.TopK == 0 ? _weights.Length : Math.Min(_options.TopK, _weights.Length);
        double enough = _options.TopP * Sum(kept), sum = 0;
        for (int place = 0; place < kept; place++)
        {
            sum += _weights[place];
            if (sum >= enough)
            {
                return place + 1;
            }
        }

        return kept;
    }

    private double Sum(int count)
    {
        double sum = 0;
        for (int place = 0; place < count; place++)
        {
            sum += _weights[place];
        }

        return sum;
    }
}

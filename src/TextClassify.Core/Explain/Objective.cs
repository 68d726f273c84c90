namespace TextClassify.Explain;

/// <summary>The number f(z) of a text's logits that one attribution explains.</summary>
/// <param name="Contrast">The label, and what it is held against.</param>
/// <param name="Output">Which number of theirs.</param>
/// <param name="Temperature">Divides the logits where the number is a probability's.</param>
/// <param name="Independent">A label's probability is the sigmoid of its own logit.</param>
internal readonly record struct Objective(Contrast Contrast, OutputSpace Output, double Temperature, bool Independent = false)
{
    /// <summary>True when df/dz is the same at all logits.</summary>
    public bool HasConstantSlope =>
        Output is OutputSpace.Logit
        || (Independent ? Output is OutputSpace.LogOdds
            : Output is OutputSpace.LogOdds or OutputSpace.LogProbability && Contrast.Foil is not null);

    /// <summary>What a request asks for: one objective, or one a label. No target is the predicted label, of
    /// <paramref name="logits"/>.</summary>
    public static Objective[] AllOf(ExplanationQuery request, ReadOnlySpan<float> logits)
    {
        var contrasts = Contrast.AllOf(request, logits);
        var objectives = new Objective[contrasts.Length];
        for (int i = 0; i < contrasts.Length; i++)
        {
            objectives[i] = new Objective(contrasts[i], request.Parameters.Output, request.Temperature, request.Independent);
        }

        return objectives;
    }

    public Attribution Attribution(float[] scores) => new() { Scores = scores, Target = Contrast.Target, Foil = Contrast.Foil };

    public double Of(ReadOnlySpan<float> logits)
    {
        int target = Contrast.Target;
        if (Independent && Output is not OutputSpace.Logit)
        {
            return OfEach(logits[target]) - (Contrast.Foil is { } other ? OfEach(logits[other]) : 0);
        }

        switch (Output, Contrast.Foil)
        {
            case (OutputSpace.Logit, _):
                return Contrast.Of(logits);
            case (OutputSpace.Probability, null):
                return Math.Exp((logits[target] / Temperature) - LogSum(logits));
            case (OutputSpace.Probability, { } foil):
                double log = LogSum(logits);
                return Math.Exp((logits[target] / Temperature) - log) - Math.Exp((logits[foil] / Temperature) - log);
            case (OutputSpace.LogOdds, null):
                return (logits[target] / Temperature) - LogSum(logits, except: target);
            case (OutputSpace.LogProbability, null):
                return (logits[target] / Temperature) - LogSum(logits);
            case (OutputSpace.LogOdds or OutputSpace.LogProbability, { } foil):
                return ((double)logits[target] - logits[foil]) / Temperature;
            default:
                throw new NotSupportedException($"{Output} is no output space.");
        }
    }

    /// <summary>Writes df/dz at <paramref name="logits"/>, [C].</summary>
    public void WriteSlope(ReadOnlySpan<float> logits, Span<float> slope)
    {
        int target = Contrast.Target;
        if (Independent && Output is not OutputSpace.Logit)
        {
            slope.Clear();
            slope[target] = (float)SlopeOfEach(logits[target]);
            if (Contrast.Foil is { } other)
            {
                slope[other] = -(float)SlopeOfEach(logits[other]);
            }

            return;
        }

        switch (Output, Contrast.Foil)
        {
            case (OutputSpace.Logit, _):
                Contrast.WriteWeights(slope);
                return;
            case (OutputSpace.Probability, var foil):
                // dp_c/dz_k = p_c ([c = k] - p_k) / T.
                double log = LogSum(logits), value = Of(logits);
                for (int k = 0; k < slope.Length; k++)
                {
                    double p = Math.Exp((logits[k] / Temperature) - log);
                    double sign = k == target ? 1 : k == foil ? -1 : 0;
                    slope[k] = (float)(p * (sign - value) / Temperature);
                }

                return;
            case (OutputSpace.LogOdds, null):
                // z_c / T less the log-sum of the others: their softmax, negated.
                double others = LogSum(logits, except: target);
                for (int k = 0; k < slope.Length; k++)
                {
                    slope[k] = (float)((k == target ? 1 : -Math.Exp((logits[k] / Temperature) - others)) / Temperature);
                }

                return;
            case (OutputSpace.LogProbability, null):
                double all = LogSum(logits);
                for (int k = 0; k < slope.Length; k++)
                {
                    slope[k] = (float)(((k == target ? 1 : 0) - Math.Exp((logits[k] / Temperature) - all)) / Temperature);
                }

                return;
            default:
                Contrast.WriteWeights(slope);
                TensorPrimitives.Divide(slope, (float)Temperature, slope);
                return;
        }
    }

    /// <summary>What a label says on its own: p = sigmoid(z / T), ln p, or ln(p / (1 - p)), which is z / T.</summary>
    private double OfEach(double logit) => Output switch
    {
        OutputSpace.Probability => Sigmoid(logit),
        OutputSpace.LogProbability => -double.LogP1(Math.Exp(-Math.Abs(logit) / Temperature)) + Math.Min(0, logit / Temperature),
        _ => logit / Temperature,
    };

    private double SlopeOfEach(double logit) => Output switch
    {
        OutputSpace.Probability => Sigmoid(logit) * Sigmoid(-logit) / Temperature,
        OutputSpace.LogProbability => Sigmoid(-logit) / Temperature,
        _ => 1 / Temperature,
    };

    private double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit / Temperature));

    /// <summary>log sum_k exp(z_k / T), the largest taken out first so that no logit overflows.</summary>
    private double LogSum(ReadOnlySpan<float> logits, int except = -1)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            largest = k == except ? largest : Math.Max(largest, logits[k] / Temperature);
        }

        for (int k = 0; k < logits.Length; k++)
        {
            sum += k == except ? 0 : Math.Exp((logits[k] / Temperature) - largest);
        }

        return largest + Math.Log(sum);
    }
}

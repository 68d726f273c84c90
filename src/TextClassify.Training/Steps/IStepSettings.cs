namespace TextClassify.Training.Steps;

/// <summary>How a step moves the weights: AdamW with a warm-up, a decay and a largest gradient.</summary>
internal interface IStepSettings
{
    /// <summary>AdamW's step size at its peak.</summary>
    double LearningRate { get; }

    /// <summary>Factor on the learning rate of a table of words; without meaning where there is none.</summary>
    double EmbeddingRate { get; }

    double WeightDecay { get; }

    /// <summary>Whether matrices of recurrent layers move by <see cref="MuonKernel"/>.</summary>
    bool Muon => false;

    /// <summary>
    /// Steps after which the learning rate's schedule begins anew over those that are left, and the optimizer's memory with it: a warm
    /// restart (Loshchilov and Hutter 2017, section 3). 0 restarts nothing. A table of words would keep its memory: no kind that has one
    /// offers it.
    /// </summary>
    int RestartAt => 0;

    /// <summary>Largest norm of a step's gradient.</summary>
    double ClipNorm { get; }

    /// <summary>Share of the steps over which the learning rate rises to its peak.</summary>
    double WarmUp { get; }

    /// <summary>How it falls after the warm-up, over all steps.</summary>
    DecayKind Decay { get; }
}

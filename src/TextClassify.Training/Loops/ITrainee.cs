using TextClassify.Training.Checking;

namespace TextClassify.Training.Loops;

/// <summary>What a kind of model brings to the one loop: its net, its batches, their loss, and its measure on development data.</summary>
/// <typeparam name="TLine">An evaluation, as the log keeps it.</typeparam>
/// <typeparam name="TReport">What the final net reaches.</typeparam>
internal interface ITrainee<TLine, TReport> : IDisposable
{
    LoopPlan Plan { get; }

    NamedNet Net { get; }

    /// <summary>The table of words that is trained beside the net; null where the net has its own.</summary>
    WordTable? Words { get; }

    /// <summary><see cref="Words"/> ships in bytes, and else in half precision.</summary>
    bool HasByteTable => false;

    /// <summary>What the run leaves behind, after <see cref="Report"/>.</summary>
    WeightTable Final => Net.ToWeightTable(Words);

    /// <summary>
    /// What the next step goes on from besides weights and optimizer, as a state that runs from window to window. All that a step hangs on
    /// is here or follows from the seed and the turn: a run that was killed must end with the bits of one that was not.
    /// </summary>
    IReadOnlyList<Weight> Carried => [];

    /// <summary>Takes what <see cref="Carried"/> gave.</summary>
    void Load(WeightTable carried)
    {
    }

    /// <summary>Turns behind a state; where checkpoints count steps, they follow from those.</summary>
    int TurnsDone(TrainingState state) => state.Epoch;

    /// <summary>The check of one step on this machine, before the first.</summary>
    StepCheckReport Check(TimeProvider time);

    /// <param name="number">From 1.</param>
    /// <param name="draws">Seeded by the run and the turn; the turn's batches may draw from it as they run, in their order.</param>
    Turn Begin(int number, Random draws);

    /// <summary>An evaluation on the way.</summary>
    Measurement<TLine> Measure(CancellationToken cancellationToken);

    /// <summary>The final net's figures, and its development loss.</summary>
    (TReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken);
}

namespace TextClassify.Client.Contracts;

/// <summary>A training and where it stands; what is null is not known yet, or not of this state.</summary>
public sealed record TrainingStatus
{
    /// <summary>To ask for it by.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>The version it becomes.</summary>
    public required string Version { get; init; }

    /// <summary>queued, running, succeeded, failed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>Of a running one: reading, training, folding, checking, packaging, mapping or loading.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether it reads about a third as much.</summary>
    public bool Quick { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Runs that go before it, of one that is queued.</summary>
    public int? Ahead { get; init; }

    public TrainingProgress? Progress { get; init; }

    /// <summary>Rows to train on.</summary>
    public int? Rows { get; init; }

    /// <summary>Rows set aside to choose and calibrate on.</summary>
    public int? DevelopmentRows { get; init; }

    /// <summary>Different labels.</summary>
    public int? Labels { get; init; }

    /// <summary>On the development rows, 0..1.</summary>
    public double? Accuracy { get; init; }

    public double? MacroF1 { get; init; }

    /// <summary>Of TF-IDF of one and two words with logistic regression, on the same rows.</summary>
    public double? BaselineAccuracy { get; init; }

    public double? BaselineMacroF1 { get; init; }

    /// <summary>Why it failed or was cancelled, in one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>The model, loaded; of one that succeeded.</summary>
    public ModelReference? Model { get; init; }

    /// <summary>The last lines of what the training says to people; not in the list.</summary>
    public IReadOnlyList<string>? Log { get; init; }

    /// <summary>Whether it will not change any more.</summary>
    internal bool HasEnded => State is not ("queued" or "running");
}

/// <param name="Epoch">Which reading of the rows, from 1.</param>
/// <param name="Epochs">How often they are read at most.</param>
/// <param name="Share">Of the training, 0..1; it may end before 1.</param>
/// <param name="SecondsLeft">To the end of the training at this pace; checking, packaging and mapping follow.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, double Share, double SecondsLeft);

/// <param name="Trainings">Newest first.</param>
/// <param name="MaxBytes">Largest file that is taken.</param>
public sealed record TrainingList(IReadOnlyList<TrainingStatus> Trainings, long MaxBytes);

namespace TextClassify.Api.Trainings.Contracts;

/// <summary>A training and where it stands.</summary>
internal sealed record TrainingStatus
{
    /// <summary>In its address.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>The version it becomes.</summary>
    public required string Version { get; init; }

    /// <summary>queued, running, succeeded, failed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>
    /// Of a running one: reading, training, folding (anew on parts of the rows), checking (which rows have doubtful labels), packaging,
    /// mapping, or loading into the service.
    /// </summary>
    public string? Stage { get; init; }

    /// <summary>Whether it reads about a third as much.</summary>
    public required bool Quick { get; init; }

    /// <summary>When the file had come in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its turn came.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, however it did.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Runs that go before it, of one that is queued.</summary>
    public int? Ahead { get; init; }

    /// <summary>How far the training is; null before its first step.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>Rows to train on.</summary>
    public int? Rows { get; init; }

    /// <summary>Rows set aside to choose and calibrate on.</summary>
    public int? DevelopmentRows { get; init; }

    /// <summary>Different labels.</summary>
    public int? Labels { get; init; }

    /// <summary>Accuracy on the development rows, 0..1: of the last evaluation, in the end of the model.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Macro-F1 on them; of the model.</summary>
    public double? MacroF1 { get; init; }

    /// <summary>Accuracy on the same rows of TF-IDF of one and two words with logistic regression.</summary>
    public double? BaselineAccuracy { get; init; }

    /// <summary>Its macro-F1.</summary>
    public double? BaselineMacroF1 { get; init; }

    /// <summary>Why it failed or was cancelled, in one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>The model, loaded; of one that succeeded.</summary>
    public ModelReference? Model { get; init; }

    /// <summary>The last lines of what the training says to people; not in the list.</summary>
    public IReadOnlyList<string>? Log { get; init; }
}

/// <param name="Epoch">Which reading of the rows, from 1.</param>
/// <param name="Epochs">How often they are read at most.</param>
/// <param name="Share">Of the training, 0..1; it may end before 1, when it gets no better.</param>
/// <param name="SecondsLeft">To the end of the training at this pace; checking, packaging and mapping follow.</param>
internal sealed record TrainingProgress(int Epoch, int Epochs, double Share, double SecondsLeft);

/// <param name="Trainings">Newest first.</param>
/// <param name="MaxBytes">Largest file that is taken.</param>
internal sealed record TrainingList(IReadOnlyList<TrainingStatus> Trainings, long MaxBytes);

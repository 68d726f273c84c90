using TextClassify.Api.Memory;

namespace TextClassify.Api.Records;

/// <summary>Which predictions a question is about; what is left out is not asked for.</summary>
internal record SelectionQuery
{
    /// <summary>A model's name, or name/version.</summary>
    public string? Model { get; init; }

    /// <summary>One of its versions; all without it.</summary>
    public string? Version { get; init; }

    /// <summary>What the model said.</summary>
    public string? Label { get; init; }

    /// <summary>The name that the caller gave the group of texts.</summary>
    [ReadBy(typeof(CohortName))]
    public string? Cohort { get; init; }

    /// <summary>The first moment that counts, such as 2027-01-31 or 2027-01-31T08:30:00Z.</summary>
    [ReadBy(typeof(TimeValue))]
    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment after it that does not.</summary>
    [ReadBy(typeof(TimeValue))]
    public DateTimeOffset? To { get; init; }
}

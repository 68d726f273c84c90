namespace TextClassify.Storage.Querying;

/// <summary>By what accuracy is told.</summary>
public enum QualityGroup
{
    All,
    Version,
    Cohort,
    Label,
    Hour,
    Day,

    /// <summary>Named by its Monday.</summary>
    Week,
    Month,
}

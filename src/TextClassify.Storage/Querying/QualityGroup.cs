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
}

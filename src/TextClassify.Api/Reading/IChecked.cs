namespace TextClassify.Api.Reading;

/// <summary>A contract whose properties hang together.</summary>
internal interface IChecked
{
    /// <summary>Refuses what no property shows alone. Properties that must be there may not be yet.</summary>
    void Check(ref JsonCursor json, string where, LimitsOptions limits);
}

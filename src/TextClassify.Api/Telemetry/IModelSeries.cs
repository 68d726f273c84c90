namespace TextClassify.Api.Telemetry;

/// <summary>Series of a part of the service about a model.</summary>
internal interface IModelSeries
{
    /// <summary>Makes them at zero, for a model that was loaded; twice is as once.</summary>
    void Declare(ILoadedModel model);
}

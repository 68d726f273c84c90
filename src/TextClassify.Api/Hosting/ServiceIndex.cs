namespace TextClassify.Api.Hosting;

/// <summary>What is here.</summary>
internal sealed record ServiceIndex(string Service, string Version, string Documentation, string OpenApi, string Models);

namespace TextClassify.HiddenStates.Maps;

/// <summary>Where a new state lies in a map.</summary>
/// <param name="X">t-SNE.</param>
/// <param name="Y">t-SNE.</param>
/// <param name="PrincipalX">First principal component.</param>
/// <param name="PrincipalY">Second principal component.</param>
/// <param name="Percentile">
/// Share, in percent, of states of texts that are not in the map which lie nearer to their 15 nearest than this one; near 100 it belongs
/// nowhere.
/// </param>
public readonly record struct PlacedState(float X, float Y, float PrincipalX, float PrincipalY, float Percentile);

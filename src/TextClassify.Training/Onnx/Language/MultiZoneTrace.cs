namespace TextClassify.Training.Onnx.Language;

/// <summary>What <see cref="MultiZoneEmitter"/> made on its way, for whoever goes it back; R rows.</summary>
/// <param name="Raw">Zones before they are normalised, [R,N,dz].</param>
/// <param name="Zones">The same behind it, [R,N,dz].</param>
/// <param name="Between">
/// Of the composition. Attention: Z Q K' / sqrt(dz) and Z V, [R,N,dz] each, and the weights [R,N,N]. Routing: the votes [N,R,J,dz] and the
/// first sum [R,J,dz], then of each round what it agreed with [R,J,dz], the couplings [N,R,J,1] and the sum [R,J,dz]. Mixing: nothing.
/// </param>
/// <param name="Composed">[R,J,dz].</param>
/// <param name="Inner">Of the feed-forward net, behind its ReLU, [R J,F].</param>
/// <param name="Output">[R,out].</param>
internal sealed record MultiZoneTrace(Value Raw, Value Zones, Value[] Between, Value Composed, Value Inner, Value Output);

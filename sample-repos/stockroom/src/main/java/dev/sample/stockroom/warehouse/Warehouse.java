package dev.sample.stockroom.warehouse;

/** A building. Coordinates in degrees, preference 1 is tried first. */
public record Warehouse(String code, String country, double latitude, double longitude, int preference, boolean open) {
    private static final double EARTH_KM = 6371.0088;

    // haversine
    public double kilometresTo(double lat, double lon) {
        double dLat = Math.toRadians(lat - latitude);
        double dLon = Math.toRadians(lon - longitude);
        double a = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(lat))
                        * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
